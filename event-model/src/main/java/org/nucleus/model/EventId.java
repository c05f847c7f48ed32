package org.nucleus.model;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Event ids for formats or senders that give none. */
public final class EventId {
    /** Namespace of every name-based id this node makes; never change it. */
    static final UUID NAMESPACE = UUID.fromString("6f0c4d3e-2a57-5d1c-9a7b-0d7e5c1f4b21");

    private EventId() {}

    /**
     * Name-based uuid (RFC 9562 version 5, SHA-1) of {@code source|dedupeKey}: the same event sent
     * again has the same id.
     */
    public static UUID of(String source, String dedupeKey) {
        MessageDigest sha1;
        try {
            sha1 = MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
        sha1.update(
                ByteBuffer.allocate(16)
                        .putLong(NAMESPACE.getMostSignificantBits())
                        .putLong(NAMESPACE.getLeastSignificantBits())
                        .array());
        sha1.update((source + "|" + dedupeKey).getBytes(StandardCharsets.UTF_8));
        ByteBuffer digest = ByteBuffer.wrap(sha1.digest());
        long most = (digest.getLong() & 0xFFFFFFFFFFFF0FFFL) | 0x0000000000005000L;
        long least = (digest.getLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
        return new UUID(most, least);
    }
}
