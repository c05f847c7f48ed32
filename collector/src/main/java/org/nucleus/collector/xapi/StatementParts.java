package org.nucleus.collector.xapi;

import java.util.ArrayList;
import java.util.List;

/**
 * The members that a Statement and a SubStatement share, and the rules between them (xAPI 1.0.3
 * Data 2.4, 2.4.4.3).
 */
final class StatementParts {
    static final String VOIDED = "http://adlnet.gov/expapi/verbs/voided";

    private static final int ACTOR = 1;
    private static final int VERB = 1 << 1;
    private static final int OBJECT = 1 << 2;
    private static final int RESULT = 1 << 3;
    private static final int CONTEXT = 1 << 4;
    private static final int TIMESTAMP = 1 << 5;
    private static final int ATTACHMENTS = 1 << 6;
    private static final String[] NAMES = {
        "actor", "verb", "object", "result", "context", "timestamp", "attachments"
    };

    private static final int VERB_ID = 1;
    private static final int VERB_DISPLAY = 2;

    private final boolean sub;
    private int seen;
    private ObjectRules.Type object = ObjectRules.Type.UNKNOWN;
    private int context;
    private boolean voids;

    StatementParts(boolean sub) {
        this.sub = sub;
    }

    /** Reads the value of a member; false if the name is not one of these. */
    boolean property(Cursor c, String name) {
        int bit = bit(name);
        if (bit == 0) {
            return false;
        }
        seen = c.once(seen, bit);
        switch (bit) {
            case ACTOR -> {
                if (sub) {
                    ActorRules.actor(c);
                } else {
                    ActorRules.subject(c);
                }
            }
            case VERB -> verb(c);
            case OBJECT -> object = ObjectRules.read(c, sub);
            case RESULT -> ResultRules.read(c);
            case CONTEXT -> context = ContextRules.read(c);
            case TIMESTAMP -> c.timestamp("statement.timestamp");
            default -> AttachmentRules.read(c);
        }
        return true;
    }

    /** Passes over a member's value, which cannot stand here; false if the name is not one. */
    boolean passed(Cursor c, String name) {
        int bit = bit(name);
        if (bit == 0) {
            return false;
        }
        seen = c.once(seen, bit);
        c.skip();
        return true;
    }

    /** Names of the members seen. */
    List<String> names() {
        if (seen == 0) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int i = 0; i < NAMES.length; i++) {
            if ((seen & 1 << i) != 0) {
                names.add(NAMES[i]);
            }
        }
        return names;
    }

    boolean hasTimestamp() {
        return (seen & TIMESTAMP) != 0;
    }

    /**
     * At the end of the statement or sub-statement: what it lacks and what does not go together.
     */
    void end(Cursor c) {
        c.require(seen, ACTOR, "statement.actor");
        c.require(seen, VERB, "statement.verb");
        c.require(seen, OBJECT, "statement.object");
        if (object == ObjectRules.Type.UNKNOWN) {
            return;
        }
        if (object != ObjectRules.Type.ACTIVITY) {
            activityOnly(c, ContextRules.REVISION, "revision");
            activityOnly(c, ContextRules.PLATFORM, "platform");
        }
        if (voids && object != ObjectRules.Type.STATEMENT_REF) {
            c.violationAt("/object", "statement.object", "voiding", "must be a StatementRef");
        }
    }

    private void activityOnly(Cursor c, int bit, String name) {
        if ((context & bit) != 0) {
            c.violationAt(
                    "/context/" + name,
                    "context." + name,
                    "activity",
                    "is allowed only if the object is an Activity");
        }
    }

    private void verb(Cursor c) {
        if (!c.object("verb")) {
            return;
        }
        int members = 0;
        for (String name = c.member(); name != null; name = c.member()) {
            switch (name) {
                case "id" -> {
                    members = c.once(members, VERB_ID);
                    voids = c.text("verb.id", Shape.IRI) && !sub && c.is(VOIDED);
                }
                case "display" -> {
                    members = c.once(members, VERB_DISPLAY);
                    MapRules.languages(c, "verb.display");
                }
                default -> c.unknown("verb");
            }
        }
        c.require(members, VERB_ID, "verb.id");
    }

    private static int bit(String name) {
        return switch (name) {
            case "actor" -> ACTOR;
            case "verb" -> VERB;
            case "object" -> OBJECT;
            case "result" -> RESULT;
            case "context" -> CONTEXT;
            case "timestamp" -> TIMESTAMP;
            case "attachments" -> ATTACHMENTS;
            default -> 0;
        };
    }
}
