package org.nucleus.model;

import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A registered way in. Its credential alone decides the tenant and the format of what it sends.
 *
 * @param id also the user name of Basic authentication: 1 to 128 letters, digits, '.', '_', '-',
 *     the first a letter or digit
 * @param tenant id of the tenant it writes for
 * @param format what it sends
 * @param secretHash {@link SecretHash} of its secret
 * @param state whether it may write
 */
public record Source(String id, String tenant, Format format, SecretHash secretHash, State state) {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");

    /** Whether a source may write. */
    public enum State {
        ACTIVE,
        PAUSED,
        REVOKED
    }

    public Source {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "source id must be 1 to 128 of letters, digits, '.', '_' and '-', not '"
                            + id
                            + "'");
        }
        Objects.requireNonNull(tenant, "tenant is null");
        Objects.requireNonNull(format, "format is null");
        Objects.requireNonNull(secretHash, "secretHash is null");
        Objects.requireNonNull(state, "state is null");
    }
}
