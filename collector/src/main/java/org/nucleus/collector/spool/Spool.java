package org.nucleus.collector.spool;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.collector.log.AppendOutcome;
import org.nucleus.collector.log.EventLog;
import org.nucleus.runtime.DiskSpace;
import org.nucleus.runtime.Metrics;
import org.nucleus.runtime.health.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Keeps on disk what the log did not take, or a paused source sent, and its sender will not send
 * again; appends it, the oldest first, as soon as the log takes it and the source is resumed, also
 * after a crash. A file is deleted only after its records are acknowledged, so a crash in between
 * appends them twice; their ids are the same then.
 */
public final class Spool implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Spool.class);
    private static final String KEPT = "kept";
    private static final String FULL = "full";
    private static final String FAILED = "failed";
    private static final String RETURNED = "returned";
    private static final String UNREADABLE = "unreadable";
    private static final List<String> OUTCOMES = List.of(KEPT, FULL, FAILED, RETURNED, UNREADABLE);
    private static final long TRY_AGAIN_MILLIS = 1000;
    private static final long CLOSE_SECONDS = 5;

    private final SpoolFolder folder;
    private final EventLog eventLog;
    private final WaitingDeliveries waiting;
    private final MeterRegistry metrics;
    private final DiskSpace disk;
    private final ScheduledExecutorService returning =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("collector-spool").factory());

    /**
     * What it shares with the rest of the process.
     *
     * @param isPaused whether the source of this id is, whose deliveries stay here meanwhile
     * @param disk where the folder lies; when it is nearly gone, nothing is kept
     */
    public record Surroundings(
            Predicate<String> isPaused, MeterRegistry metrics, Clock clock, DiskSpace disk) {
        public Surroundings {
            Objects.requireNonNull(isPaused, "isPaused is null");
            Objects.requireNonNull(metrics, "metrics is null");
            Objects.requireNonNull(clock, "clock is null");
            Objects.requireNonNull(disk, "disk is null");
        }
    }

    private Spool(SpoolFolder folder, EventLog eventLog, Surroundings surroundings) {
        this.folder = folder;
        this.eventLog = eventLog;
        this.waiting = new WaitingDeliveries(surroundings.isPaused());
        this.metrics = surroundings.metrics();
        this.disk = surroundings.disk();
        Gauge.builder("nucleus.collector.spool.deliveries", folder, SpoolFolder::files)
                .description("Deliveries on disk that wait for the log")
                .register(metrics);
        Gauge.builder("nucleus.collector.spool.bytes", folder, SpoolFolder::bytes)
                .description("Bytes of them")
                .register(metrics);
        OUTCOMES.forEach(this::counter);
    }

    /**
     * Opens the folder, making it where there is none, and begins to return what is in it.
     *
     * @param place of the folder
     * @throws StartFailure when that cannot be used
     */
    public static Spool open(
            Path place, SpoolSettings settings, EventLog eventLog, Surroundings surroundings) {
        try {
            Spool spool =
                    new Spool(
                            SpoolFolder.open(place, settings.maxBytes(), surroundings.clock()),
                            eventLog,
                            surroundings);
            ScheduledFuture<?> ignored =
                    spool.returning.scheduleWithFixedDelay(
                            spool::giveBack, 0, TRY_AGAIN_MILLIS, TimeUnit.MILLISECONDS);
            return spool;
        } catch (IOException e) {
            throw new StartFailure("The spool at " + place + " cannot be used: " + e, e);
        }
    }

    /**
     * Brings a delivery to disk; blocks until it is there.
     *
     * @return false where there is no room, or the disk fails
     */
    public boolean keep(List<ProducerRecord<byte[], byte[]>> records) {
        try {
            boolean kept = !disk.isNearlyGone() && folder.keep(SpooledRecords.encode(records));
            count(kept ? KEPT : FULL);
            if (kept) {
                log.atWarn()
                        .addKeyValue("deliveries", folder.files())
                        .log("A delivery waits on disk for the log");
            } else {
                log.atError()
                        .log(
                                "The spool or its disk is full; a delivery that comes once was"
                                        + " refused");
            }
            return kept;
        } catch (IOException e) {
            count(FAILED);
            log.atError()
                    .addKeyValue("reason", e.toString())
                    .log("The spool cannot be written; a delivery that comes once was refused");
            return false;
        }
    }

    private void giveBack() {
        try {
            List<String> names = folder.names();
            waiting.retain(names);
            for (String name : names) {
                if (!waiting.waits(name) && !givenBack(name)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Throwable e) {
            log.atError().addKeyValue("reason", e.toString()).log("The spool cannot be returned");
        }
    }

    /** Whether to go on with the next; a file that the disk does not give is tried again later. */
    private boolean givenBack(String name) throws InterruptedException, ExecutionException {
        try {
            Optional<List<ProducerRecord<byte[], byte[]>>> records = read(name);
            if (records.isEmpty()) {
                return setAside(name);
            }
            return waiting.waits(name, records.get()) || givenBack(name, records.get());
        } catch (IOException e) {
            log.atError()
                    .addKeyValue("reason", e.toString())
                    .log("A file of the spool cannot be used");
            return true;
        }
    }

    /** Empty where the file is gone, or holds no records. */
    private Optional<List<ProducerRecord<byte[], byte[]>>> read(String name) throws IOException {
        try {
            return Optional.of(SpooledRecords.decode(folder.read(name)));
        } catch (NoSuchFileException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private boolean givenBack(String name, List<ProducerRecord<byte[], byte[]>> records)
            throws IOException, InterruptedException, ExecutionException {
        CompletableFuture<AppendOutcome> outcome = new CompletableFuture<>();
        eventLog.append(records, outcome::complete);
        return switch (outcome.get()) {
            case AppendOutcome.Appended ignored -> {
                folder.delete(name);
                count(RETURNED);
                log.atInfo()
                        .addKeyValue("left", folder.files())
                        .log("A delivery that waited on disk is on the log");
                yield true;
            }
            case AppendOutcome.TooLarge ignored -> setAside(name);
            case AppendOutcome.Unavailable ignored -> false;
        };
    }

    private boolean setAside(String name) throws IOException {
        folder.setAside(name);
        count(UNREADABLE);
        log.atError()
                .addKeyValue("file", name)
                .log("A delivery on disk cannot be put on the log and is set aside");
        return true;
    }

    private void count(String outcome) {
        counter(outcome).increment();
    }

    private Counter counter(String outcome) {
        return Counter.builder("nucleus.collector.spooled")
                .description("Deliveries that met the spool, by what became of them")
                .tags(Metrics.OUTCOME, outcome)
                .register(metrics);
    }

    /** Leaves on disk what is not on the log by then. */
    @Override
    public void close() {
        returning.shutdownNow();
        try {
            if (!returning.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                log.atWarn().log("The spool is still waiting for the log");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
