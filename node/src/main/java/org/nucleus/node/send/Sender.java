package org.nucleus.node.send;

import org.nucleus.model.Format;
import org.nucleus.model.Violation;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends files as an agent would: xAPI statements in batches, Caliper envelopes and what other
 * systems sign one by one, each again until it is answered. What is refused is told to the {@link
 * Report} and holds nothing else back.
 */
public final class Sender implements AutoCloseable {
    private static final int BATCH_PIECES = 50;
    private static final int BATCH_BYTES = 512 << 10;
    private static final Map<String, String> STRICT = Map.of("Prefer", "handling=strict");

    private final Target target;
    private final Report report;
    private final Door door;

    /**
     * @param patience how long one request is repeated before giving up
     * @param clock when what is signed is signed
     */
    public Sender(Target target, Duration patience, Report report, Clock clock) {
        this.target = target;
        this.report = report;
        this.door = new Door(target, patience, clock);
    }

    /**
     * Sends everything in one file.
     *
     * @param name for the report
     * @return false when the collector takes nothing any more; the report has the reason
     * @throws NotDocuments when the file is none that can be sent, or ends too early
     * @throws IOException when the file cannot be read
     */
    public boolean send(String name, InputStream in) throws IOException, InterruptedException {
        JsonSplitter splitter = new JsonSplitter(in);
        List<Piece> batch = new ArrayList<>();
        int bytes = 0;
        int most = target.format() == Format.XAPI ? BATCH_PIECES : 1;
        for (Optional<Piece> next = splitter.next(); next.isPresent(); next = splitter.next()) {
            Piece piece = next.get();
            if (!batch.isEmpty()
                    && (batch.size() == most
                            || bytes + piece.bytes().length > BATCH_BYTES
                            || !version(piece).equals(version(batch.getFirst())))) {
                if (!send(name, batch)) {
                    return false;
                }
                batch.clear();
                bytes = 0;
            }
            batch.add(piece);
            bytes += piece.bytes().length;
        }
        return batch.isEmpty() || send(name, batch);
    }

    /**
     * Reads a file without sending anything.
     *
     * @throws NotDocuments when it is none that can be sent, or ends too early
     * @throws IOException when the file cannot be read
     */
    public static void check(InputStream in) throws IOException {
        JsonSplitter splitter = new JsonSplitter(in);
        Optional<Piece> next = splitter.next();
        while (next.isPresent()) {
            next = splitter.next();
        }
    }

    private boolean send(String name, List<Piece> batch) throws InterruptedException {
        return switch (target.format()) {
            case XAPI -> sendStatements(name, batch);
            case CALIPER -> sendEnvelope(name, batch.getFirst());
            case CANVAS, CHIME, BBB, JITSI, JAAS, CLASSY, JSON, NUCLEUS ->
                    sendDelivery(name, batch.getFirst());
        };
    }

    private boolean sendDelivery(String name, Piece delivery) throws InterruptedException {
        return switch (door.post(delivery.bytes(), Map.of())) {
            case Answer.Accepted ignored -> report.accepted(1);
            case Answer.Closed closed -> report.closed(closed.reason());
            case Answer.Refused refused -> report.refused(name, delivery.line(), refused);
        };
    }

    /** A batch is all or nothing, so what is refused is taken out and the rest sent again. */
    private boolean sendStatements(String name, List<Piece> batch) throws InterruptedException {
        return switch (door.post(Batch.array(batch), version(batch.getFirst()))) {
            case Answer.Accepted ignored -> report.accepted(batch.size());
            case Answer.Closed closed -> report.closed(closed.reason());
            case Answer.Refused refused when batch.size() == 1 ->
                    report.refused(name, batch.getFirst().line(), Batch.onlyOne(refused));
            case Answer.Refused refused -> {
                List<Piece> rest = new ArrayList<>();
                for (int i = 0; i < batch.size(); i++) {
                    Answer.Refused own = Batch.inside(refused, "/" + i);
                    if (own.violations().isEmpty()) {
                        rest.add(batch.get(i));
                    } else {
                        report.refused(name, batch.get(i).line(), own);
                    }
                }
                yield rest.size() < batch.size()
                        ? rest.isEmpty() || sendStatements(name, rest)
                        : sendOneByOne(name, batch);
            }
        };
    }

    private boolean sendOneByOne(String name, List<Piece> batch) throws InterruptedException {
        for (Piece piece : batch) {
            if (!sendStatements(name, List.of(piece))) {
                return false;
            }
        }
        return true;
    }

    /** Asked strictly first, because only that answer says what is wrong with which event. */
    private boolean sendEnvelope(String name, Piece envelope) throws InterruptedException {
        return switch (door.post(envelope.bytes(), STRICT)) {
            case Answer.Accepted ignored -> report.accepted(1);
            case Answer.Closed closed -> report.closed(closed.reason());
            case Answer.Refused refused when onlyItems(refused) ->
                    sendLeniently(name, envelope, refused);
            case Answer.Refused refused -> report.refused(name, envelope.line(), refused);
        };
    }

    private boolean sendLeniently(String name, Piece envelope, Answer.Refused strict)
            throws InterruptedException {
        return switch (door.post(envelope.bytes(), Map.of())) {
            case Answer.Accepted ignored -> report.acceptedInPart(name, envelope.line(), strict);
            case Answer.Closed closed -> report.closed(closed.reason());
            case Answer.Refused refused -> report.refused(name, envelope.line(), refused);
        };
    }

    private Map<String, String> version(Piece piece) {
        return target.format() == Format.XAPI
                ? Map.of("X-Experience-API-Version", StatementVersion.of(piece.bytes()))
                : Map.of();
    }

    private static boolean onlyItems(Answer.Refused refused) {
        return !refused.violations().isEmpty()
                && refused.violations().stream()
                        .map(Violation::pointer)
                        .allMatch(pointer -> pointer.startsWith("/data/"));
    }

    @Override
    public void close() {
        door.close();
    }
}
