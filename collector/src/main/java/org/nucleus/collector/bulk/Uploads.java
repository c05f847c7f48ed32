package org.nucleus.collector.bulk;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.nucleus.collector.log.AppendOutcome;
import org.nucleus.collector.log.EventLog;
import org.nucleus.model.Topic;
import org.nucleus.model.Upload;
import org.nucleus.model.UploadCodec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * All uploads of this process, each read on a thread of its own while a body of it arrives, and
 * what {@code ops.uploads} says of the others. A few at a time: reading a large file is work that
 * must not take all of a machine.
 */
public final class Uploads implements AutoCloseable {
    /** Bytes one upload may hold: what waits in the pipe, one value, and what is in flight. */
    public static final long BYTES_EACH = 4L << 20;

    private static final Logger log = LoggerFactory.getLogger(Uploads.class);
    private static final int MOST_AT_A_TIME = 4;
    private static final int KEPT_OF_A_SOURCE = 1_000;
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    /** Senders give up after five seconds; what is not known by then is to be sent again. */
    private static final long ANSWER_NANOS = TimeUnit.MILLISECONDS.toNanos(4_500);

    private static final long LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final AppendOutcome LATE =
            new AppendOutcome.Unavailable(
                    new TimeoutException("the state of an upload was not acknowledged in time"));

    private final Supplier<Map<String, Upload>> logged;
    private final EventLog eventLog;
    private final Clock clock;
    private final Semaphore slots = new Semaphore(MOST_AT_A_TIME);
    private final Map<String, Session> live = new ConcurrentHashMap<>();
    private final Map<String, Upload> recent = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * @param logged what {@code ops.uploads} says at the moment, by key
     */
    public Uploads(Supplier<Map<String, Upload>> logged, EventLog eventLog, Clock clock) {
        this.logged = Objects.requireNonNull(logged, "logged is null");
        this.eventLog = Objects.requireNonNull(eventLog, "eventLog is null");
        this.clock = Objects.requireNonNull(clock, "clock is null");
    }

    /** How far an upload has come; empty when nothing of it is known. */
    public Optional<Upload> find(String source, String id) {
        return find(Upload.key(source, id));
    }

    private Optional<Upload> find(String key) {
        Session session = live.get(key);
        Upload now = session == null ? null : session.settled();
        return now == null ? settled(key) : Optional.of(now);
    }

    private Optional<Upload> settled(String key) {
        Optional<Upload> here = Optional.ofNullable(recent.get(key));
        Optional<Upload> there = Optional.ofNullable(logged.get().get(key));
        return here.isPresent()
                        && (there.isEmpty() || here.get().revision() >= there.get().revision())
                ? here
                : there;
    }

    /** An upload of which nothing has come yet, as it will be known from now on. */
    public Upload expected(String source, String id) {
        return find(source, id).orElseGet(() -> Upload.begin(source, id, clock.instant()));
    }

    /**
     * Reads a body on another thread. A request under way for the same upload is cut short first.
     *
     * @param done gets what came of it, once, on that thread
     * @return false, and nothing happens, while too many are under way
     */
    public boolean receive(BulkRequest request, BodyPipe body, Consumer<Received> done) {
        if (closed || !slots.tryAcquire()) {
            return false;
        }
        boolean started = false;
        try {
            Thread.ofPlatform()
                    .daemon()
                    .name("bulk-" + request.source().id())
                    .start(() -> read(request, body, done));
            started = true;
        } finally {
            if (!started) {
                slots.release();
            }
        }
        return true;
    }

    /** Whatever is thrown ends in {@link End#FAILED}, and gives the slot back. */
    private void read(BulkRequest request, BodyPipe body, Consumer<Received> done) {
        Received received;
        try {
            received = received(request, body);
        } catch (Throwable e) {
            log.atError().setCause(e).log("Upload failed");
            received = new Received(End.FAILED, known(request));
        } finally {
            slots.release();
        }
        done.accept(received);
    }

    private Received received(BulkRequest request, BodyPipe body) {
        Session session = new Session(body);
        Session before = live.put(request.key(), session);
        try {
            if (before != null) {
                before.cut();
                before.awaitEnd();
            }
            return run(request, session);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Received(End.CUT, known(request));
        } finally {
            keep(request.key(), session.settled());
            live.remove(request.key(), session);
            session.ended();
        }
    }

    private void keep(String key, Upload settled) {
        recent.values().removeIf(this::isLogged);
        if (settled != null) {
            recent.put(key, settled);
        }
    }

    private Upload known(BulkRequest request) {
        return settled(request.key())
                .orElseGet(
                        () -> Upload.begin(request.source().id(), request.id(), clock.instant()));
    }

    private Received run(BulkRequest request, Session session) {
        Upload from = known(request);
        if (request.offset() != 0 && request.offset() != from.mark().offset()) {
            return new Received(End.OTHER_OFFSET, from);
        }
        End end = session.run(from, request, eventLog, clock, this::saveInPassing);
        Upload settled = session.settled();
        if (settled.equals(from)) {
            return new Received(end, from);
        }
        CompletableFuture<AppendOutcome> save = save(settled);
        if (end == End.LOG_UNAVAILABLE) {
            return new Received(end, settled);
        }
        boolean saved = isSaved(save, ANSWER_NANOS - session.sinceRead());
        forgetOldestBeside(settled);
        return new Received(saved ? end : End.LOG_UNAVAILABLE, settled);
    }

    /** Waits no longer than the sender does. */
    static boolean isSaved(CompletableFuture<AppendOutcome> save, long withinNanos) {
        return save.completeOnTimeout(
                                LATE, Math.max(LEAST_NANOS, withinNanos), TimeUnit.NANOSECONDS)
                        .join()
                instanceof AppendOutcome.Appended;
    }

    /**
     * Keeps a state that no body brought about: of an upload that is expected, or refused, or the
     * one that is known, to see whether the log takes it.
     */
    public CompletableFuture<AppendOutcome> note(Upload upload) {
        keep(Upload.key(upload.source(), upload.id()), upload);
        forgetOldestBeside(upload);
        return save(upload);
    }

    private void saveInPassing(Upload upload) {
        CompletableFuture<AppendOutcome> ignored = save(upload);
    }

    private CompletableFuture<AppendOutcome> save(Upload upload) {
        return append(Upload.key(upload.source(), upload.id()), UploadCodec.encode(upload));
    }

    private CompletableFuture<AppendOutcome> append(String key, byte[] value) {
        CompletableFuture<AppendOutcome> appended = new CompletableFuture<>();
        eventLog.append(
                List.of(
                        new ProducerRecord<>(
                                Topic.OPS_UPLOADS.name(),
                                key.getBytes(StandardCharsets.UTF_8),
                                value)),
                appended::complete);
        return appended;
    }

    private boolean isLogged(Upload upload) {
        Upload there = logged.get().get(Upload.key(upload.source(), upload.id()));
        return there != null && there.revision() >= upload.revision();
    }

    /** Keeps the latest uploads of a source, complete or open, and those under way. */
    private void forgetOldestBeside(Upload newest) {
        logged.get().values().stream()
                .filter(upload -> upload.source().equals(newest.source()))
                .filter(upload -> !upload.id().equals(newest.id()))
                .sorted(Comparator.comparing(Upload::updatedTime).reversed())
                .skip(KEPT_OF_A_SOURCE - 1)
                .map(upload -> Upload.key(upload.source(), upload.id()))
                .filter(key -> !live.containsKey(key))
                .forEach(this::forget);
    }

    private void forget(String key) {
        CompletableFuture<AppendOutcome> ignored = append(key, null);
    }

    /** Cuts what is under way, and waits shortly until what was read of it is settled. */
    @Override
    public void close() {
        closed = true;
        live.values().forEach(Session::cut);
        try {
            if (slots.tryAcquire(MOST_AT_A_TIME, CLOSE_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                slots.release(MOST_AT_A_TIME);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
