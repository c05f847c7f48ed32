package org.nucleus.collector.xapi;

/**
 * A value of a statement in whose place another of its kind breaks no rule either: no rule looked
 * at more of it than what its kind says.
 */
sealed interface Blank {
    /** Where it begins, in bytes from the start of the statement. */
    int from();

    /** Where it ends. */
    int to();

    /**
     * What stands between the quotes of a text.
     *
     * @param shape that it must be of
     */
    record Text(int from, int to, Shape shape) implements Blank {}

    /**
     * A number of the statement's score.
     *
     * @param which of {@link ScoreNumbers}
     */
    record Number(int from, int to, int which) implements Blank {}

    /** True or false. */
    record Flag(int from, int to) implements Blank {}
}
