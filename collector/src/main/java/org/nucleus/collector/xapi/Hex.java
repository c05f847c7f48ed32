package org.nucleus.collector.xapi;

import java.util.Optional;
import java.util.UUID;

/**
 * Texts of hexadecimal digits: hashes, and uuids in their one standard form (RFC 9562 section 4).
 */
final class Hex {
    private static final byte[] DIGITS = new byte[128];

    static {
        for (int c = 0; c < DIGITS.length; c++) {
            DIGITS[c] = (byte) Character.digit(c, 16);
        }
    }

    private Hex() {}

    /** Whether the text is that many digits, of either case. */
    static boolean digits(char[] text, int from, int to, int length) {
        if (to - from != length) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (digit(text[i]) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text is a hash of the SHA-2 family with 256 bits or more. */
    static boolean sha2(char[] text, int from, int to) {
        int length = to - from;
        return (length == 64 || length == 96 || length == 128) && digits(text, from, to, length);
    }

    /** Whether the text is a uuid: 8-4-4-4-12 digits of either case, no braces, no prefix. */
    static boolean uuid(char[] text, int from, int to) {
        if (to - from != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            char c = text[from + i];
            if (dashAt(i) ? c != '-' : digit(c) < 0) {
                return false;
            }
        }
        return true;
    }

    /** The uuid that {@link #uuid} found valid. */
    static UUID toUuid(char[] text, int from) {
        long most = 0;
        long least = 0;
        for (int i = 0; i < 36; i++) {
            if (!dashAt(i)) {
                int digit = digit(text[from + i]);
                if (i < 18) {
                    most = most << 4 | digit;
                } else {
                    least = least << 4 | digit;
                }
            }
        }
        return new UUID(most, least);
    }

    /** The uuid in a text, if it is one. */
    static Optional<UUID> uuid(String text) {
        char[] chars = text.toCharArray();
        return uuid(chars, 0, chars.length) ? Optional.of(toUuid(chars, 0)) : Optional.empty();
    }

    private static boolean dashAt(int index) {
        return index == 8 || index == 13 || index == 18 || index == 23;
    }

    private static int digit(char c) {
        return c < 128 ? DIGITS[c] : -1;
    }
}
