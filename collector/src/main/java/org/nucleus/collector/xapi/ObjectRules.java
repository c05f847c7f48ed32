package org.nucleus.collector.xapi;

import com.fasterxml.jackson.core.JsonToken;

/**
 * The object of a statement: an Activity, Agent, Group, StatementRef or SubStatement (xAPI 1.0.3
 * Data 2.4.4). Its type may come last, so each member is checked for what it can be and the fit
 * with the type at the end.
 */
final class ObjectRules {
    /** What an object turned out to be; {@code UNKNOWN} has been noted as a violation. */
    enum Type {
        ACTIVITY,
        AGENT,
        GROUP,
        STATEMENT_REF,
        SUB_STATEMENT,
        UNKNOWN
    }

    private static final int ID = 1 << 16;
    private static final int DEFINITION = 1 << 17;
    private static final int ID_TEXT = 1 << 18;
    private static final int ID_IRI = 1 << 19;
    private static final int ID_UUID = 1 << 20;
    private static final String[] NAMES = {
        "objectType", "name", "mbox", "mbox_sha1sum", "openid", "account", "member"
    };

    private ObjectRules() {}

    /** Reads the object of a statement, or of a sub-statement if nested. */
    static Type read(Cursor c, boolean nested) {
        if (!c.object("object")) {
            return Type.UNKNOWN;
        }
        Type type = Type.ACTIVITY;
        int seen = 0;
        StatementParts parts = new StatementParts(true);
        for (String name = c.member(); name != null; name = c.member()) {
            switch (name) {
                case "objectType" -> {
                    seen = c.once(seen, ActorRules.TYPE);
                    type = type(c);
                }
                case "id" -> seen = id(c, c.once(seen, ID));
                case "definition" -> {
                    seen = c.once(seen, DEFINITION);
                    DefinitionRules.read(c);
                }
                default -> seen = other(c, name, seen, nested, parts);
            }
        }
        end(c, nested, new Found(type, seen, parts));
        return nested && type == Type.SUB_STATEMENT ? Type.UNKNOWN : type;
    }

    /** An Activity and nothing else, as in {@code contextActivities}. */
    static void activity(Cursor c) {
        Type type = read(c, true);
        if (type != Type.ACTIVITY && type != Type.UNKNOWN) {
            c.violation("activity", "type", "must be an Activity");
        }
    }

    private static Type type(Cursor c) {
        if (!c.text("object.objectType", Shape.ANY)) {
            return Type.UNKNOWN;
        }
        return switch (c.kept()) {
            case "Activity" -> Type.ACTIVITY;
            case "Agent" -> Type.AGENT;
            case "Group" -> Type.GROUP;
            case "StatementRef" -> Type.STATEMENT_REF;
            case "SubStatement" -> Type.SUB_STATEMENT;
            default -> {
                c.violation("object.objectType", "value", "must be one of the five types");
                yield Type.UNKNOWN;
            }
        };
    }

    private static int id(Cursor c, int seen) {
        if (c.token() != JsonToken.VALUE_STRING) {
            c.text("object.id", Shape.ANY);
            return seen;
        }
        return seen | ID_TEXT | (c.blank(Shape.IRI) ? ID_IRI : c.blank(Shape.UUID) ? ID_UUID : 0);
    }

    private static int other(
            Cursor c, String name, int seen, boolean nested, StatementParts parts) {
        int now = ActorRules.property(c, name, seen, false);
        if (now != ActorRules.NO_PROPERTY) {
            return now;
        }
        if (nested ? !parts.passed(c, name) : !parts.property(c, name)) {
            c.unknown("object");
        }
        return seen;
    }

    /** An object read to its end. */
    private record Found(Type type, int seen, StatementParts parts) {}

    private static void end(Cursor c, boolean nested, Found found) {
        switch (found.type()) {
            case ACTIVITY -> {
                stray(c, found, ID | DEFINITION);
                identified(c, found.seen(), ID_IRI, "activity.id", Shape.IRI);
            }
            case STATEMENT_REF -> {
                stray(c, found, ID);
                identified(c, found.seen(), ID_UUID, "statementRef.id", Shape.UUID);
            }
            case AGENT, GROUP -> {
                stray(c, found, ActorRules.IDENTIFIERS | ActorRules.NAME | ActorRules.MEMBER);
                boolean group = found.type() == Type.GROUP;
                ActorRules.end(c, group ? found.seen() | ActorRules.GROUP : found.seen());
            }
            case SUB_STATEMENT -> {
                if (nested) {
                    c.violation("object.objectType", "nested", "must not be a SubStatement here");
                } else {
                    stray(c, found, 0);
                    found.parts().end(c);
                }
            }
            case UNKNOWN -> {}
        }
    }

    private static void identified(Cursor c, int seen, int valid, String where, Shape shape) {
        c.require(seen, ID, where);
        if ((seen & (ID_TEXT | valid)) == ID_TEXT) {
            c.violationAt("/id", where, shape.kind(), shape.sentence());
        }
    }

    /** Notes the members that objects of other types have. */
    private static void stray(Cursor c, Found found, int allowed) {
        int stray = found.seen() & ~allowed;
        for (int i = 1; i < NAMES.length; i++) {
            if ((stray & 1 << i) != 0) {
                stray(c, NAMES[i]);
            }
        }
        if ((stray & ID) != 0) {
            stray(c, "id");
        }
        if ((stray & DEFINITION) != 0) {
            stray(c, "definition");
        }
        if (found.type() != Type.SUB_STATEMENT) {
            found.parts().names().forEach(name -> stray(c, name));
        }
    }

    private static void stray(Cursor c, String name) {
        c.violationAt("/" + name, "object", "unknown", "of this type has no such property");
    }
}
