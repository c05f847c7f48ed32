package org.nucleus.model;

import java.util.UUID;

/** Uuids as text (RFC 9562 section 4), put straight to where they are wanted. */
public final class UuidText {
    /** Characters, and bytes of ASCII, of each. */
    public static final int LENGTH = 36;

    private static final byte[] DIGITS = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };
    private static final int DIGIT_BITS = 4;

    private UuidText() {}

    /** Writes {@link #LENGTH} bytes of ASCII, in lower case. */
    public static void write(UUID id, byte[] target, int at) {
        long most = id.getMostSignificantBits();
        long least = id.getLeastSignificantBits();
        digits(most >>> 32, 8, target, at);
        target[at + 8] = '-';
        digits(most >>> 16, 4, target, at + 9);
        target[at + 13] = '-';
        digits(most, 4, target, at + 14);
        target[at + 18] = '-';
        digits(least >>> 48, 4, target, at + 19);
        target[at + 23] = '-';
        digits(least, 12, target, at + 24);
    }

    private static void digits(long number, int count, byte[] target, int at) {
        long left = number;
        for (int i = at + count - 1; i >= at; i--) {
            target[i] = DIGITS[(int) left & 0xF];
            left >>>= DIGIT_BITS;
        }
    }
}
