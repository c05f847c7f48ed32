package org.nucleus.admin.auth;

import org.nucleus.model.User;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds the administrator behind a request's bearer token (RFC 6750). */
public final class Administrators {
    private static final String BEARER = "Bearer ";

    private final Supplier<Collection<User>> users;

    /**
     * @param users everybody who may administer, at the moment of asking
     */
    public Administrators(Supplier<Collection<User>> users) {
        this.users = users;
    }

    /**
     * Whose token it is.
     *
     * @param authorization the header's value; null where it is missing
     */
    public Optional<User> find(String authorization) {
        if (authorization == null
                || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return Optional.empty();
        }
        String token = authorization.substring(BEARER.length()).strip();
        return users.get().stream()
                .filter(user -> user.token().filter(hash -> hash.matches(token)).isPresent())
                .findFirst();
    }
}
