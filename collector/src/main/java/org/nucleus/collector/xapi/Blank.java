package org.nucleus.collector.xapi;

/**
 * A value of a statement in whose place another of its kind breaks no rule either: no rule looked
 * at more of it than what its kind says.
 *
 * @param kind of value
 * @param from where it begins, in bytes from the start of the statement; a text between its quotes
 * @param to where it ends
 * @param shape that a text must be of
 * @param which number of {@link ScoreNumbers} it is
 */
record Blank(Kind kind, int from, int to, Shape shape, int which) {
    /** What stands there. */
    enum Kind {
        TEXT,
        /** A number of the statement's score. */
        NUMBER,
        /** True or false. */
        FLAG
    }

    static Blank text(int from, int to, Shape shape) {
        return new Blank(Kind.TEXT, from, to, shape, 0);
    }

    static Blank number(int from, int to, int which) {
        return new Blank(Kind.NUMBER, from, to, Shape.ANY, which);
    }

    static Blank flag(int from, int to) {
        return new Blank(Kind.FLAG, from, to, Shape.ANY, 0);
    }

    int length() {
        return to - from;
    }
}
