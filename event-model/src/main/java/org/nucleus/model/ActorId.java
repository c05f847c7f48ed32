package org.nucleus.model;

import java.util.Locale;

/**
 * The one canonical form of an actor's identifier, so that the same person sent twice is the same
 * id. Follows xAPI 1.0.3 Data 2.4.2.3 (inverse functional identifiers).
 */
public final class ActorId {
    private ActorId() {}

    /** {@code mailto:Ada@Example.EDU} → {@code mailto:Ada@example.edu}: only the domain folds. */
    public static String mbox(String mailto) {
        int at = mailto.lastIndexOf('@');
        return mailto.substring(0, at + 1) + mailto.substring(at + 1).toLowerCase(Locale.ROOT);
    }

    /** {@code EBD31E95…} → {@code mbox_sha1sum:ebd31e95…}. */
    public static String mboxSha1sum(String hex) {
        return "mbox_sha1sum:" + hex.toLowerCase(Locale.ROOT);
    }

    /** {@code https://ada.example.org/} → {@code openid:https://ada.example.org/}. */
    public static String openid(String uri) {
        return "openid:" + uri;
    }

    /** Home page and account name → {@code account:https://lms.example.edu|u-1041}. */
    public static String account(String homePage, String name) {
        return "account:" + homePage + "|" + name;
    }

    /** Somebody without an identifier, told apart only inside the event that names them. */
    public static String anonymous(String eventId) {
        return "anonymous:" + eventId;
    }
}
