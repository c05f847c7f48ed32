package org.nucleus.collector.xapi;

import com.fasterxml.jackson.core.JsonToken;

/** Contexts (xAPI 1.0.3 Data 2.4.6; xAPI 2.0 adds contextAgents and contextGroups). */
final class ContextRules {
    static final int REVISION = 1;
    static final int PLATFORM = 1 << 1;
    private static final int REGISTRATION = 1 << 2;
    private static final int INSTRUCTOR = 1 << 3;
    private static final int TEAM = 1 << 4;
    private static final int ACTIVITIES = 1 << 5;
    private static final int LANGUAGE = 1 << 6;
    private static final int STATEMENT = 1 << 7;
    private static final int EXTENSIONS = 1 << 8;
    private static final int AGENTS = 1 << 9;
    private static final int GROUPS = 1 << 10;

    private static final int TYPE = 1;
    private static final int WHO = 2;
    private static final int RELEVANT_TYPES = 4;
    private static final int REF_ID = 2;

    private ContextRules() {}

    /** Reads a context; returns the bits seen. */
    static int read(Cursor c) {
        if (!c.object("context")) {
            return 0;
        }
        int seen = 0;
        for (String name = c.member(); name != null; name = c.member()) {
            int bit = bit(name);
            if (bit == 0 || (bit >= AGENTS && c.version() == XapiVersion.V1_0_3)) {
                c.unknown("context");
                continue;
            }
            seen = c.once(seen, bit);
            switch (bit) {
                case REGISTRATION -> c.text("context.registration", Shape.UUID);
                case INSTRUCTOR -> ActorRules.actor(c);
                case TEAM -> ActorRules.group(c, "context.team");
                case ACTIVITIES -> activities(c);
                case REVISION -> c.text("context.revision", Shape.ANY);
                case PLATFORM -> c.text("context.platform", Shape.ANY);
                case LANGUAGE -> c.text("context.language", Shape.LANGUAGE);
                case STATEMENT -> statement(c);
                case EXTENSIONS -> MapRules.extensions(c, "context.extensions");
                default -> related(c, bit == AGENTS ? "agent" : "group");
            }
        }
        return seen;
    }

    private static int bit(String name) {
        return switch (name) {
            case "registration" -> REGISTRATION;
            case "instructor" -> INSTRUCTOR;
            case "team" -> TEAM;
            case "contextActivities" -> ACTIVITIES;
            case "revision" -> REVISION;
            case "platform" -> PLATFORM;
            case "language" -> LANGUAGE;
            case "statement" -> STATEMENT;
            case "extensions" -> EXTENSIONS;
            case "contextAgents" -> AGENTS;
            case "contextGroups" -> GROUPS;
            default -> 0;
        };
    }

    /** Each of the four is one Activity or an array of them (Data 2.4.6.2). */
    private static void activities(Cursor c) {
        if (!c.object("contextActivities")) {
            return;
        }
        int seen = 0;
        for (String name = c.member(); name != null; name = c.member()) {
            int bit =
                    switch (name) {
                        case "parent" -> 1;
                        case "grouping" -> 2;
                        case "category" -> 4;
                        case "other" -> 8;
                        default -> 0;
                    };
            if (bit == 0) {
                c.unknown("contextActivities");
                continue;
            }
            seen = c.once(seen, bit);
            if (c.token() == JsonToken.START_ARRAY) {
                while (c.element()) {
                    ObjectRules.activity(c);
                }
            } else {
                ObjectRules.activity(c);
            }
        }
    }

    private static void statement(Cursor c) {
        if (!c.object("context.statement")) {
            return;
        }
        int seen = 0;
        for (String name = c.member(); name != null; name = c.member()) {
            switch (name) {
                case "objectType" -> {
                    seen = c.once(seen, TYPE);
                    typed(c, "context.statement", "StatementRef");
                }
                case "id" -> {
                    seen = c.once(seen, REF_ID);
                    c.text("statementRef.id", Shape.UUID);
                }
                default -> c.unknown("statementRef");
            }
        }
        c.require(seen, TYPE, "statementRef.objectType");
        c.require(seen, REF_ID, "statementRef.id");
    }

    /** {@code contextAgents} or {@code contextGroups} (IEEE 9274.1.1 section 4.2.2.5). */
    private static void related(Cursor c, String who) {
        if (!c.array("context.related")) {
            return;
        }
        while (c.element()) {
            if (c.object("context.related")) {
                relatedActor(c, who);
            }
        }
    }

    private static void relatedActor(Cursor c, String who) {
        int seen = 0;
        for (String name = c.member(); name != null; name = c.member()) {
            if (name.equals("objectType")) {
                seen = c.once(seen, TYPE);
                typed(c, "context.related", who.equals("agent") ? "contextAgent" : "contextGroup");
            } else if (name.equals(who)) {
                seen = c.once(seen, WHO);
                if (who.equals("agent")) {
                    ActorRules.agent(c, "context.related.agent");
                } else {
                    ActorRules.group(c, "context.related.group");
                }
            } else if (name.equals("relevantTypes")) {
                seen = c.once(seen, RELEVANT_TYPES);
                relevantTypes(c);
            } else {
                c.unknown("context.related");
            }
        }
        c.require(seen, TYPE, "context.related.objectType");
        c.require(seen, WHO, "context.related." + who);
    }

    private static void relevantTypes(Cursor c) {
        if (!c.array("context.related.relevantTypes")) {
            return;
        }
        int count = 0;
        while (c.element()) {
            c.text("context.related.relevantTypes", Shape.IRI);
            count++;
        }
        if (count == 0) {
            c.violation("context.related.relevantTypes", "empty", "must not be empty");
        }
    }

    private static void typed(Cursor c, String where, String type) {
        if (c.text(where + ".objectType", Shape.ANY) && !c.is(type)) {
            c.violation(where + ".objectType", "value", "must be " + type);
        }
    }
}
