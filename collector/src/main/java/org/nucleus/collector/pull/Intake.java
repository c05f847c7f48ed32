package org.nucleus.collector.pull;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.collector.log.AppendOutcome;
import org.nucleus.collector.log.EventLog;
import org.nucleus.collector.pull.PulledRecords.Pulled;
import org.nucleus.model.Source;
import org.nucleus.runtime.Backoff;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * From a pull point's messages to the log: returns when all of them are there, and while the log
 * does not answer tries again as long as the source is active. Used by one thread.
 */
final class Intake {
    private static final int CHUNK_BYTES = 1 << 20;
    private static final long LONGEST_REST_NANOS = Duration.ofSeconds(1).toNanos();

    private final PullPoint point;
    private final PullParts parts;
    private final PullMeters meters;
    private final Stop stop;

    Intake(PullPoint point, PullParts parts, PullMeters meters, Stop stop) {
        this.point = point;
        this.parts = parts;
        this.meters = meters;
        this.stop = stop;
    }

    /** How a place keeps messages that are not on the log yet. */
    interface Holding {
        /** Keeps them for a rest and one more append, unless they are kept so long already. */
        void keep(Duration rest);
    }

    /** Whether the point's source may be fetched at this moment. */
    Admission admission() {
        Optional<Source> found = parts.sources().get().find(point.source());
        if (found.isEmpty()) {
            return new Admission.Impossible("source " + point.source() + " is not registered");
        }
        Source source = found.get();
        return switch (source.state()) {
            case PAUSED, REVOKED -> Admission.CLOSED;
            case ACTIVE ->
                    parts.codecs()
                            .apply(source)
                            .<Admission>map(codec -> new Admission.Open(source, codec))
                            .orElseGet(() -> unreadable(source));
        };
    }

    private static Admission unreadable(Source source) {
        return new Admission.Impossible(
                "source %s has format %s, which is not pulled"
                        .formatted(source.id(), source.format()));
    }

    /**
     * Appends what some messages hold.
     *
     * @param bodies one a message
     * @param holding keeps the messages where the log does not answer at once
     * @return false when it gave up because the source or the process stops; some may be on the log
     */
    boolean take(Admission.Open from, List<byte[]> bodies, Holding holding) {
        PulledRecords records = new PulledRecords(from, parts.clock().instant());
        List<Pulled> chunk = new ArrayList<>();
        long bytes = 0;
        int good = 0;
        int bad = 0;
        for (byte[] body : bodies) {
            for (Pulled pulled : records.of(body)) {
                long wait = parts.rates().take(from.source(), 1);
                boolean full = wait > 0 || bytes + pulled.bytes() > CHUNK_BYTES;
                if (full && !chunk.isEmpty()) {
                    if (!append(records, chunk, holding)) {
                        meters.givenBack(from.source(), bodies.size());
                        return false;
                    }
                    chunk.clear();
                    bytes = 0;
                }
                if (wait > 0 && !awaitTurn(from.source(), wait, holding)) {
                    meters.givenBack(from.source(), bodies.size());
                    return false;
                }
                chunk.add(pulled);
                bytes += pulled.bytes();
                good += pulled.good() ? 1 : 0;
                bad += pulled.good() ? 0 : 1;
            }
        }
        if (!chunk.isEmpty() && !append(records, chunk, holding)) {
            meters.givenBack(from.source(), bodies.size());
            return false;
        }
        meters.taken(from.source(), bodies.size(), good, bad);
        return true;
    }

    /** In how many nanoseconds a source may send an event, 0 for now. */
    long untilTurn(Source source) {
        return parts.rates().wait(source, 1);
    }

    /** Waits until the source may send one more event; false when it or the process stops. */
    private boolean awaitTurn(Source source, long nanos, Holding holding) {
        long wait = nanos;
        while (wait > 0) {
            Duration rest = Duration.ofNanos(Math.min(wait, LONGEST_REST_NANOS));
            holding.keep(rest);
            if (!stop.rest(rest) || !(admission() instanceof Admission.Open)) {
                return false;
            }
            wait = parts.rates().take(source, 1);
        }
        return true;
    }

    private boolean append(PulledRecords records, List<Pulled> chunk, Holding holding) {
        return switch (tryUntilKnown(chunk.stream().map(Pulled::record).toList(), holding)) {
            case APPENDED -> true;
            case STOPPED -> false;
            case TOO_LARGE -> eachAlone(records, chunk, holding);
        };
    }

    private boolean eachAlone(PulledRecords records, List<Pulled> chunk, Holding holding) {
        for (Pulled pulled : chunk) {
            switch (tryUntilKnown(List.of(pulled.record()), holding)) {
                case APPENDED -> {}
                case STOPPED -> {
                    return false;
                }
                case TOO_LARGE -> {
                    List<ProducerRecord<byte[], byte[]>> instead =
                            List.of(records.tooLarge(pulled).record());
                    if (tryUntilKnown(instead, holding) != Appended.APPENDED) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    /** What a stubborn append comes to. */
    private enum Appended {
        APPENDED,
        TOO_LARGE,
        STOPPED
    }

    private Appended tryUntilKnown(List<ProducerRecord<byte[], byte[]>> records, Holding holding) {
        Backoff backoff = new Backoff();
        while (admission() instanceof Admission.Open && !stop.isAsked()) {
            switch (append(parts.log(), records).join()) {
                case AppendOutcome.Appended ignored -> {
                    return Appended.APPENDED;
                }
                case AppendOutcome.TooLarge ignored -> {
                    return Appended.TOO_LARGE;
                }
                case AppendOutcome.Unavailable ignored -> {
                    Duration rest = backoff.next();
                    holding.keep(rest);
                    if (!stop.rest(rest)) {
                        return Appended.STOPPED;
                    }
                }
            }
        }
        return Appended.STOPPED;
    }

    /** Appends, once. */
    static CompletableFuture<AppendOutcome> append(
            EventLog log, List<ProducerRecord<byte[], byte[]>> records) {
        CompletableFuture<AppendOutcome> outcome = new CompletableFuture<>();
        log.append(records, outcome::complete);
        return outcome;
    }
}
