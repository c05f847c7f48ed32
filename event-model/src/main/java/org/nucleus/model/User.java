package org.nucleus.model;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A person who may administer the node; read by the admin API from {@code config.users}.
 *
 * @param id also the name they log in with: 1 to 64 lower-case letters, digits, '.', '_', '-'
 * @param password what is kept of their password
 * @param token what is kept of the token their programs use, if they have one
 * @param unknown kept for the later version that wrote them
 */
public record User(
        String id, PasswordHash password, Optional<SecretHash> token, UnknownMembers unknown) {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");

    public User {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "user id must be 1 to 64 of a-z, 0-9, '.', '_' and '-', not '" + id + "'");
        }
        Objects.requireNonNull(password, "password is null");
        Objects.requireNonNull(token, "token is null");
        Objects.requireNonNull(unknown, "unknown is null");
    }

    /** One as this version makes it. */
    public User(String id, PasswordHash password, Optional<SecretHash> token) {
        this(id, password, token, UnknownMembers.NONE);
    }

    /** The same with another token. */
    public User with(Optional<SecretHash> other) {
        return new User(id, password, other, unknown);
    }
}
