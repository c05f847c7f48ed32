package org.nucleus.collector.xapi;

import org.nucleus.collector.json.Slice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The {@link Blank}s of a statement, noted while it is read; at its end they make a {@link Form}.
 */
final class Blanks {
    /** A form with more of them, or of a longer statement, is not worth its memory. */
    private static final int MOST = 64;

    private static final int MOST_BYTES = 8192;

    private final int start;
    private final boolean noting;
    private final List<Blank> blanks;
    private int id = Form.NONE;
    private int actor = Form.NONE;
    private UnaryOperator<String> naming = UnaryOperator.identity();
    private ScoreNumbers score;

    /**
     * Those of the statement that begins there in the input.
     *
     * @param noting false where no form is wanted
     */
    Blanks(int start, boolean noting) {
        this.start = start;
        this.noting = noting;
        this.blanks = noting ? new ArrayList<>(16) : List.of();
    }

    /** A text is of that shape; its quotes are there. */
    void text(int from, int to, Shape shape) {
        if (noting) {
            blanks.add(Blank.text(from + 1 - start, to - 1 - start, shape));
        }
    }

    /** A number of a score. Only one score's can be compared, so others' are no blanks. */
    void number(int from, int to, ScoreNumbers numbers, int which) {
        if (noting && (score == null || score == numbers)) {
            score = numbers;
            blanks.add(Blank.number(from - start, to - start, which));
        }
    }

    void flag(int from, int to) {
        if (noting) {
            blanks.add(Blank.flag(from - start, to - start));
        }
    }

    /** A rule goes by what the text says that begins there. */
    void lookedAt(int from) {
        if (!blanks.isEmpty() && blanks.get(blanks.size() - 1).from() == from + 1 - start) {
            blanks.remove(blanks.size() - 1);
        }
    }

    /** The latest text is the statement's id. */
    void isId() {
        id = blanks.size() - 1;
    }

    /** The latest text names the statement's actor. */
    void isActor() {
        actor = blanks.size() - 1;
    }

    /** How the actor's canonical id is made of that text. */
    void naming(UnaryOperator<String> canonical) {
        naming = canonical;
    }

    /**
     * The form of the statement now that it was read to its end without a violation; none where it
     * is too large, or where more than its blanks would have to be known, or none is wanted.
     *
     * @param statement its bytes, copied where a form is made
     */
    Optional<Form> form(Slice statement, XapiVersion version, Draft draft) {
        boolean known =
                draft.id().isPresent() == (id != Form.NONE)
                        && draft.actor().isPresent() == (actor != Form.NONE)
                        && draft.attachments().isEmpty();
        return noting && known && blanks.size() <= MOST && statement.length() <= MOST_BYTES
                ? Optional.of(
                        new Form(
                                version,
                                statement.copy(),
                                blanks.toArray(new Blank[0]),
                                id,
                                actor,
                                naming,
                                draft.hasTimestamp()))
                : Optional.empty();
    }
}
