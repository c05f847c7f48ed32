package org.nucleus.collector.bulk;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.xapi.AcceptedStatement;
import org.nucleus.collector.xapi.StatementReader;
import org.nucleus.collector.xapi.StatementsIntake;
import org.nucleus.collector.xapi.StatementsOutcome;
import org.nucleus.collector.xapi.StatementsRequest;
import org.nucleus.collector.xapi.XapiVersion;
import org.nucleus.model.EventId;
import org.nucleus.model.Violation;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * Lines that are what a {@code POST} of {@code /xapi/statements} takes: a statement, or an array of
 * them that is taken whole or not at all. A statement with neither id nor timestamp gets an id of
 * its content and its place in the file, so that the file sent again makes no second event.
 */
final class XapiLines implements LineReader {
    private final String source;
    private final Optional<XapiVersion> version;
    private final StatementReader reader = new StatementReader(UUID::randomUUID);

    /**
     * @param source its id
     * @param version that all lines are read under; empty for 1.0.3, and 2.0.0 where a statement
     *     says so of itself
     */
    XapiLines(String source, Optional<XapiVersion> version) {
        this.source = source;
        this.version = version;
    }

    @Override
    public List<Item> read(Piece.Text line, Instant receivedTime) {
        StatementsOutcome outcome = decide(line, version.orElse(XapiVersion.V1_0_3));
        if (version.isEmpty() && saysOtherVersion(outcome)) {
            outcome = decide(line, XapiVersion.V2_0_0);
        }
        return switch (outcome) {
            case StatementsOutcome.Store store -> items(store);
            case StatementsOutcome.Refuse refuse ->
                    List.of(new Item.Bad(refuse.violations(), LineRedaction.of(line.bytes())));
        };
    }

    private StatementsOutcome decide(Piece.Text line, XapiVersion under) {
        return new StatementsIntake(reader.drawing(new Ids(source, line)))
                .decide(
                        new StatementsRequest(
                                "POST",
                                "application/json",
                                under.wire(),
                                Map.of(),
                                Slice.of(line.bytes()),
                                source));
    }

    private static boolean saysOtherVersion(StatementsOutcome outcome) {
        return outcome instanceof StatementsOutcome.Refuse refuse
                && refuse.violations().stream()
                        .map(Violation::rule)
                        .anyMatch("xapi.statement.version.value"::equals);
    }

    private List<Item> items(StatementsOutcome.Store store) {
        List<Item> items = new ArrayList<>(store.statements().size());
        for (AcceptedStatement statement : store.statements()) {
            items.add(
                    new Item.Good(
                            statement.id().toString(),
                            statement.subject(),
                            store.version().wire(),
                            statement.bytes().copy()));
        }
        return items;
    }

    /** Ids of one line's statements that give neither id nor timestamp. */
    private static final class Ids implements Supplier<UUID> {
        private final String source;
        private final Piece.Text line;
        private int made;

        private Ids(String source, Piece.Text line) {
            this.source = source;
            this.line = line;
        }

        @Override
        public UUID get() {
            made++;
            return EventId.of(
                    source, "bulk|%s|%d|%d".formatted(sha256(line.bytes()), line.offset(), made));
        }

        private static String sha256(byte[] bytes) {
            try {
                return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JDK has SHA-256", e);
            }
        }
    }
}
