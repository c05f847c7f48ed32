package org.nucleus.runtime.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** Secrets that the node itself makes. */
public final class RandomSecret {
    private static final int BYTES = 32;

    private RandomSecret() {}

    /** {@code nk_} and 256 random bits in the URL alphabet of base64: 46 characters. */
    public static String draw(SecureRandom random) {
        byte[] drawn = new byte[BYTES];
        random.nextBytes(drawn);
        return "nk_" + Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }
}
