package org.nucleus.model;

import java.util.Base64;

/**
 * A secret encrypted under the node key: AES-256-GCM with the source's id as associated data, so
 * that it opens for no other source.
 *
 * @param base64 of 96 bits of nonce, the encrypted UTF-8 bytes and 128 bits of tag
 */
public record SealedSecret(String base64) {
    /** Bytes of the nonce. */
    public static final int NONCE = 12;

    /** Bytes of the tag. */
    public static final int TAG = 16;

    public SealedSecret {
        if (decode(base64).length <= NONCE + TAG) {
            throw new IllegalArgumentException("a sealed secret is longer than nonce and tag");
        }
    }

    /** The sealed form of {@code bytes}: nonce, encrypted bytes, tag. */
    public static SealedSecret of(byte[] bytes) {
        return new SealedSecret(Base64.getEncoder().encodeToString(bytes));
    }

    /** Nonce, encrypted bytes, tag. */
    public byte[] bytes() {
        return decode(base64);
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("a sealed secret is base64", e);
        }
    }

    @Override
    public String toString() {
        return "SealedSecret";
    }
}
