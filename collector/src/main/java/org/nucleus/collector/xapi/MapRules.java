package org.nucleus.collector.xapi;

/** The objects of a statement whose names the client chooses: language maps and extensions. */
final class MapRules {
    /** What {@link #name} finds: no more names, or bits for what is wrong with one. */
    private static final int END = -1;

    private static final int BAD = 1;
    private static final int TWICE = 2;

    private MapRules() {}

    /** Language tag to text (xAPI 1.0.3 Data 4.2). */
    static void languages(Cursor c, String where) {
        if (!c.object(where)) {
            return;
        }
        for (int found = open(c, Shape.LANGUAGE); found != END; found = name(c, Shape.LANGUAGE)) {
            noted(c, found, where, Shape.LANGUAGE);
            c.text(where, Shape.ANY);
        }
        c.keys().close();
    }

    /**
     * IRI to any value at all, null included: nothing in a value is refused except names given
     * twice (xAPI 1.0.3 Data 4.1, 2.2).
     */
    static void extensions(Cursor c, String where) {
        if (!c.object(where)) {
            return;
        }
        for (int found = open(c, Shape.IRI); found != END; found = name(c, Shape.IRI)) {
            noted(c, found, where, Shape.IRI);
            c.skip();
        }
        c.keys().close();
    }

    private static int open(Cursor c, Shape shape) {
        c.keys().open();
        return name(c, shape);
    }

    /** Moves to the next member's value; what is wrong with its name. */
    private static int name(Cursor c, Shape shape) {
        String name = c.name();
        if (name == null) {
            return END;
        }
        int found = c.fits(shape) ? 0 : BAD;
        if (!c.keys().add(name)) {
            found |= TWICE;
        }
        c.next();
        return found;
    }

    private static void noted(Cursor c, int found, String where, Shape shape) {
        if ((found & BAD) != 0) {
            c.violation(where, "key." + shape.kind(), "has a key that " + shape.sentence());
        }
        if ((found & TWICE) != 0) {
            c.duplicate();
        }
    }
}
