package org.nucleus.model;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A partner of the vendor that runs this node, usually a school district.
 *
 * @param id lower-case letters, digits and dashes, at most 63
 * @param name for people to read
 * @param zone in which its days begin
 * @param locale in which its people read
 * @param state a retired one takes nothing more; its id stays taken
 * @param unknown kept for the later version that wrote them
 */
public record Tenant(
        String id, String name, ZoneId zone, Locale locale, State state, UnknownMembers unknown) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** Whether it takes part. */
    public enum State {
        ACTIVE,
        RETIRED
    }

    public Tenant {
        if (!isId(id)) {
            throw new IllegalArgumentException(
                    "tenant id must be 1 to 63 of a-z, 0-9 and '-', not '" + id + "'");
        }
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(zone, "zone is null");
        Objects.requireNonNull(locale, "locale is null");
        Objects.requireNonNull(state, "state is null");
        Objects.requireNonNull(unknown, "unknown is null");
    }

    /** An active one in UTC that reads English, as this version makes it. */
    public Tenant(String id, String name) {
        this(id, name, ZoneOffset.UTC, Locale.ENGLISH, State.ACTIVE, UnknownMembers.NONE);
    }

    /** Whether a text can be a tenant's id. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The same tenant, taking nothing more. */
    public Tenant retired() {
        return new Tenant(id, name, zone, locale, State.RETIRED, unknown);
    }
}
