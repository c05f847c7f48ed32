package org.nucleus.bench.sample;

import org.nucleus.model.Format;

import java.util.ArrayList;
import java.util.List;

/**
 * The body of a request full of typical events of one format, about 1 KB each, and the places in it
 * that differ from use to use.
 *
 * @param text ASCII
 * @param numbers where each event's number is, the last {@link TypicalStatement#NUMBER_DIGITS} hex
 *     digits of its id; in order
 * @param learners where learners' numbers are, {@link TypicalStatement#LEARNER_DIGITS} decimal
 *     digits; as many for each event
 */
public record TypicalBody(String text, List<Integer> numbers, List<Integer> learners) {
    public TypicalBody {
        numbers = List.copyOf(numbers);
        learners = List.copyOf(learners);
    }

    /**
     * A body as senders of the format write it.
     *
     * @param idPrefix the first 24 characters of every id, such as {@link
     *     TypicalStatement#ID_PREFIX}
     * @param batch events; 1 where the format is not xAPI
     * @param timestamp ISO 8601
     * @param seed of what else differs from event to event
     */
    public static TypicalBody of(
            Format format, String idPrefix, int batch, String timestamp, long seed) {
        if (format == Format.XAPI) {
            return ofStatements(idPrefix, batch, timestamp, seed);
        }
        if (batch != 1) {
            throw new IllegalArgumentException("only statements come in batches");
        }
        return BodyTemplate.of(format).filled(idPrefix, timestamp, seed);
    }

    private static TypicalBody ofStatements(
            String idPrefix, int batch, String timestamp, long seed) {
        String one = TypicalStatement.one(idPrefix, 0, timestamp, seed);
        if (batch == 1) {
            return new TypicalBody(
                    one,
                    List.of(TypicalStatement.numberAt(one)),
                    List.of(TypicalStatement.learnerAt(one)));
        }
        List<Integer> numbers = new ArrayList<>();
        List<Integer> learners = new ArrayList<>();
        for (int i = 0; i < batch; i++) {
            int start = 1 + i * (one.length() + 1);
            numbers.add(start + TypicalStatement.numberAt(one));
            learners.add(start + TypicalStatement.learnerAt(one));
        }
        return new TypicalBody(
                TypicalStatement.array(idPrefix, batch, timestamp, seed), numbers, learners);
    }
}
