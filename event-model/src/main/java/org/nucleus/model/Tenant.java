package org.nucleus.model;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A partner of the vendor that runs this node, usually a school district.
 *
 * @param id lower-case letters, digits and dashes, at most 63
 * @param name for people to read
 * @param unknown kept for the later version that wrote them
 */
public record Tenant(String id, String name, UnknownMembers unknown) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public Tenant {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "tenant id must be 1 to 63 of a-z, 0-9 and '-', not '" + id + "'");
        }
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(unknown, "unknown is null");
    }

    /** One as this version makes it. */
    public Tenant(String id, String name) {
        this(id, name, UnknownMembers.NONE);
    }
}
