package org.nucleus.collector.xapi;

import org.nucleus.model.ActorId;

/**
 * Agents and Groups wherever they stand (xAPI 1.0.3 Data 2.4.2): exactly one identifier, or for an
 * anonymous Group its members. What was seen travels as bits, since the type may come last.
 */
final class ActorRules {
    static final int TYPE = 1;
    static final int NAME = 1 << 1;
    static final int MBOX = 1 << 2;
    static final int SHA1 = 1 << 3;
    static final int OPENID = 1 << 4;
    static final int ACCOUNT = 1 << 5;
    static final int MEMBER = 1 << 6;

    /** The properties by which an actor is known, of which it has one. */
    static final int IDENTIFIERS = MBOX | SHA1 | OPENID | ACCOUNT;

    /** Not a property, but found: the type says Group, two members are named. */
    static final int GROUP = 1 << 7;

    static final int PAIR = 1 << 8;

    /** Answer of {@link #property} for a name that actors do not have. */
    static final int NO_PROPERTY = -1;

    private static final int BAD_TYPE = 1 << 9;
    private static final int ACCOUNT_HOME = 1;
    private static final int ACCOUNT_NAME = 2;

    private ActorRules() {}

    /** An Agent or a Group; returns the bits seen. */
    static int actor(Cursor c) {
        return read(c, false);
    }

    /** The actor of the statement itself, whose canonical id is kept. */
    static void subject(Cursor c) {
        read(c, true);
    }

    /** A Group and nothing else. */
    static void group(Cursor c, String where) {
        int seen = actor(c);
        if ((seen & (GROUP | BAD_TYPE)) == 0) {
            c.violation(where, "group", "must be a Group");
        }
    }

    /** An Agent and nothing else. */
    static void agent(Cursor c, String where) {
        if ((actor(c) & GROUP) != 0) {
            c.violation(where, "agent", "must be an Agent");
        }
    }

    private static int read(Cursor c, boolean keep) {
        if (!c.object("actor")) {
            return BAD_TYPE;
        }
        int seen = 0;
        for (String name = c.member(); name != null; name = c.member()) {
            if (name.equals("objectType")) {
                seen = type(c, c.once(seen, TYPE));
            } else {
                int now = property(c, name, seen, keep);
                if (now == NO_PROPERTY) {
                    c.unknown("actor");
                } else {
                    seen = now;
                }
            }
        }
        if ((seen & BAD_TYPE) == 0) {
            end(c, seen);
        }
        return seen;
    }

    private static int type(Cursor c, int seen) {
        if (!c.text("actor.objectType", Shape.ANY)) {
            return seen | BAD_TYPE;
        }
        return switch (c.kept()) {
            case "Agent" -> seen;
            case "Group" -> seen | GROUP;
            default -> {
                c.violation("actor.objectType", "value", "must be Agent or Group");
                yield seen | BAD_TYPE;
            }
        };
    }

    /** Reads the value of a property other than the type; returns the bits with that added. */
    static int property(Cursor c, String name, int seen, boolean keep) {
        return switch (name) {
            case "name" -> {
                int now = c.once(seen, NAME);
                c.text("actor.name", Shape.ANY);
                yield now;
            }
            case "mbox" -> {
                int now = c.once(seen, MBOX);
                if (c.text("actor.mbox", Shape.MAILBOX) && keep) {
                    c.actor(c.subject(), ActorId::mbox);
                }
                yield now;
            }
            case "mbox_sha1sum" -> {
                int now = c.once(seen, SHA1);
                if (c.text("actor.mbox_sha1sum", Shape.SHA1) && keep) {
                    c.actor(c.subject(), ActorId::mboxSha1sum);
                }
                yield now;
            }
            case "openid" -> {
                int now = c.once(seen, OPENID);
                if (c.text("actor.openid", Shape.IRL) && keep) {
                    c.actor(c.subject(), ActorId::openid);
                }
                yield now;
            }
            case "account" -> {
                int now = c.once(seen, ACCOUNT);
                account(c, keep);
                yield now;
            }
            case "member" -> members(c, c.once(seen, MEMBER));
            default -> NO_PROPERTY;
        };
    }

    /** At the end of an actor: one identifier, or members. */
    static void end(Cursor c, int seen) {
        int identifiers = Integer.bitCount(seen & IDENTIFIERS);
        if ((seen & GROUP) == 0) {
            if ((seen & MEMBER) != 0) {
                c.violationAt("/member", "actor", "unknown", "has members only if it is a Group");
            }
            if (identifiers != 1) {
                c.violation("agent.identifier", "one", "must be exactly one");
            }
        } else if (identifiers > 1) {
            c.violation("group.identifier", "one", "must be one at most");
        } else if (identifiers == 0 && (seen & MEMBER) == 0) {
            c.violation("group.member", "missing", "is required in an anonymous Group");
        }
    }

    private static void account(Cursor c, boolean keep) {
        if (!c.object("account")) {
            return;
        }
        int seen = 0;
        String home = "";
        String account = "";
        for (String name = c.member(); name != null; name = c.member()) {
            switch (name) {
                case "homePage" -> {
                    seen = c.once(seen, ACCOUNT_HOME);
                    if (c.text("account.homePage", Shape.IRL) && keep) {
                        home = c.kept();
                    }
                }
                case "name" -> {
                    seen = c.once(seen, ACCOUNT_NAME);
                    if (c.text("account.name", Shape.ANY) && keep) {
                        account = c.subject();
                    }
                }
                default -> c.unknown("account");
            }
        }
        c.require(seen, ACCOUNT_HOME, "account.homePage");
        c.require(seen, ACCOUNT_NAME, "account.name");
        if (keep) {
            String homePage = home;
            c.actor(account, accountName -> ActorId.account(homePage, accountName));
        }
    }

    private static int members(Cursor c, int seen) {
        if (!c.array("group.member")) {
            return seen;
        }
        int count = 0;
        while (c.element()) {
            agent(c, "group.member");
            count++;
        }
        return count == 2 ? seen | PAIR : seen;
    }
}
