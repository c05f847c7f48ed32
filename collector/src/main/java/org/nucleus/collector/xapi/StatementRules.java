package org.nucleus.collector.xapi;

/** A statement as it is sent (xAPI 1.0.3 Data 2.4): its own members, around the shared ones. */
final class StatementRules {
    private static final int ID = 1;
    private static final int STORED = 1 << 1;
    private static final int AUTHORITY = 1 << 2;
    private static final int VERSION = 1 << 3;

    private StatementRules() {}

    /** Reads the statement at the cursor into the cursor's draft; false if it is no object. */
    static boolean read(Cursor c) {
        Draft draft = c.begin();
        if (!c.object("statement")) {
            return false;
        }
        StatementParts parts = new StatementParts(false);
        int seen = 0;
        for (String name = c.member(); name != null; name = c.member()) {
            switch (name) {
                case "id" -> {
                    seen = c.once(seen, ID);
                    if (c.text("statement.id", Shape.UUID)) {
                        draft.id(c.id());
                    }
                }
                case "stored" -> {
                    seen = c.once(seen, STORED);
                    c.timestamp("statement.stored");
                }
                case "authority" -> {
                    seen = c.once(seen, AUTHORITY);
                    authority(c);
                }
                case "version" -> {
                    seen = c.once(seen, VERSION);
                    version(c);
                }
                default -> {
                    if (!parts.property(c, name)) {
                        c.unknown("statement");
                    }
                }
            }
        }
        draft.timestamp(parts.hasTimestamp());
        parts.end(c);
        return true;
    }

    /** An Agent, or an anonymous Group of two where OAuth is used (Data 2.4.9). */
    private static void authority(Cursor c) {
        int seen = ActorRules.actor(c);
        if ((seen & ActorRules.GROUP) == 0) {
            return;
        }
        if ((seen & ActorRules.IDENTIFIERS) != 0) {
            c.violation("statement.authority", "anonymous", "must be anonymous if it is a Group");
        }
        if ((seen & ActorRules.PAIR) == 0) {
            c.violation("statement.authority", "pair", "must have two members if it is a Group");
        }
    }

    private static void version(Cursor c) {
        if (c.text("statement.version", Shape.ANY) && !c.version().takes(c.kept())) {
            c.violation("statement.version", "value", "must be a version that the request speaks");
        }
    }
}
