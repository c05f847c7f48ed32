package org.nucleus.admin.sources;

import org.nucleus.model.Credential;
import org.nucleus.model.Scheme;
import org.nucleus.model.SecretHash;
import org.nucleus.runtime.secret.NodeKey;
import org.nucleus.runtime.secret.RandomSecret;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes secrets of sources, and what is kept of them. */
final class Secrets {
    static final String RULE = "16 to 512 visible characters of ASCII, blanks only inside";

    private static final Pattern GIVEN = Pattern.compile("[!-~][ -~]{14,510}[!-~]");

    private final NodeKey nodeKey;
    private final SecureRandom random = new SecureRandom();

    Secrets(NodeKey nodeKey) {
        this.nodeKey = nodeKey;
    }

    /** Whether an operator may give this secret, where the sender's side has fixed it. */
    static boolean isUsable(String given) {
        return GIVEN.matcher(given).matches();
    }

    /** One that nobody can guess. */
    String make() {
        return RandomSecret.draw(random);
    }

    /** What a source of this id and scheme keeps of a secret; empty where it keeps nothing. */
    Optional<Credential> keep(String id, Scheme scheme, String secret) {
        return switch (scheme.keeps()) {
            case HASH ->
                    Optional.of(new Credential.Hashed(SecretHash.of(secret), Optional.empty()));
            case SEALED ->
                    Optional.of(new Credential.Sealed(nodeKey.seal(id, secret), Optional.empty()));
            case NOTHING -> Optional.empty();
        };
    }
}
