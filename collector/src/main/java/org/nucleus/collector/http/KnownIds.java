package org.nucleus.collector.http;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.log.Position;
import org.nucleus.collector.log.Positions;
import org.nucleus.collector.log.ReadBacks;
import org.nucleus.collector.log.RecentIds;
import org.nucleus.collector.xapi.AcceptedStatement;
import org.nucleus.collector.xapi.StatementContents;
import org.nucleus.model.Violation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;

/**
 * Finds statements whose id is known with other content (xAPI 1.0.3 Communication 2.1.2): by a
 * checksum first, and only where that differs by reading the earlier statement back.
 */
final class KnownIds {
    /** Of a request; each costs a look at the log. What the others say, the processor sees. */
    private static final int MOST_SUSPECTS = 32;

    private final RecentIds recentIds;
    private final ReadBacks readBacks;

    KnownIds(RecentIds recentIds, ReadBacks readBacks) {
        this.recentIds = recentIds;
        this.readBacks = readBacks;
    }

    /**
     * A statement whose id is known with other bytes, which may still say the same.
     *
     * @param index in the request
     * @param earlier where the known one is
     */
    record Suspect(int index, AcceptedStatement statement, Position earlier) {}

    /**
     * What is known of a request's statements.
     *
     * @param checksums of all of them
     * @param suspects among them
     */
    record Look(int[] checksums, List<Suspect> suspects) {}

    /** Looks a request's statements up; quick. Finds its first suspects, up to a bound. */
    Look look(String tenant, List<AcceptedStatement> statements) {
        int number = recentIds.number(tenant);
        int[] checksums = new int[statements.size()];
        List<Suspect> suspects = List.of();
        for (int i = 0; i < checksums.length; i++) {
            AcceptedStatement statement = statements.get(i);
            checksums[i] = checksum(statement);
            Optional<RecentIds.Remembered> known = recentIds.find(number, statement.id());
            if (known.isPresent()
                    && known.get().checksum() != checksums[i]
                    && suspects.size() < MOST_SUSPECTS) {
                suspects = suspects.isEmpty() ? new ArrayList<>() : suspects;
                suspects.add(new Suspect(i, statement, known.get().position()));
            }
        }
        return new Look(checksums, suspects);
    }

    /**
     * Those of a source's suspects that do say something else, read back on another thread.
     *
     * @param place JSON pointer of the statement of an index
     * @return fails with a {@link org.apache.kafka.common.KafkaException} when the log cannot be
     *     read; nothing where too many requests of the source wait for that
     */
    Optional<CompletableFuture<List<Violation>>> conflicts(
            String source, List<Suspect> suspects, IntFunction<String> place) {
        return readBacks
                .read(source, suspects.stream().map(Suspect::earlier).toList())
                .map(reading -> reading.thenApply(earlier -> conflicts(suspects, earlier, place)));
    }

    private static List<Violation> conflicts(
            List<Suspect> suspects, List<Optional<byte[]>> earlier, IntFunction<String> place) {
        List<Violation> conflicts = new ArrayList<>();
        for (int i = 0; i < suspects.size(); i++) {
            Suspect suspect = suspects.get(i);
            if (earlier.get(i).isPresent() && !same(earlier.get(i).get(), suspect.statement())) {
                conflicts.add(
                        new Violation(
                                place.apply(suspect.index()) + "/id",
                                "xapi.statement.id.known",
                                "another statement has this id"));
            }
        }
        return conflicts;
    }

    /** Remembers statements that are on the log. */
    void remember(
            String tenant, List<AcceptedStatement> statements, Look look, Positions positions) {
        int number = recentIds.number(tenant);
        for (int i = 0; i < statements.size(); i++) {
            recentIds.remember(
                    number, statements.get(i).id(), positions.of(i), look.checksums()[i]);
        }
    }

    private static boolean same(byte[] stored, AcceptedStatement statement) {
        return StatementContents.of(Slice.of(stored))
                .sameAs(StatementContents.of(statement.bytes()));
    }

    private static int checksum(AcceptedStatement statement) {
        Slice raw = statement.bytes();
        return RecentIds.checksum(raw.bytes(), raw.from(), raw.length());
    }
}
