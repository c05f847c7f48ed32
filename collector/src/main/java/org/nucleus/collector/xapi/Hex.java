package org.nucleus.collector.xapi;

import java.util.Optional;
import java.util.UUID;

/**
 * Texts of hexadecimal digits: hashes, and uuids in their one standard form (RFC 9562 section 4).
 */
final class Hex {
    private static final int LAST = 0x7F;
    private static final byte[] DIGITS = new byte[LAST + 1];

    static {
        for (int c = 0; c < DIGITS.length; c++) {
            DIGITS[c] = (byte) Character.digit(c, 16);
        }
    }

    private Hex() {}

    /** Whether the text is that many digits, of either case. */
    static boolean digits(char[] text, int from, int to, int length) {
        return to - from == length && digits(text, from, to);
    }

    /** Without a branch a digit: most texts are what they should be. */
    private static boolean digits(char[] text, int from, int to) {
        int digits = 0;
        int chars = 0;
        for (int i = from; i < to; i++) {
            digits |= DIGITS[text[i] & LAST];
            chars |= text[i];
        }
        return digits >= 0 && chars <= LAST;
    }

    /** Whether the text is a hash of the SHA-2 family with 256 bits or more. */
    static boolean sha2(char[] text, int from, int to) {
        int length = to - from;
        return (length == 64 || length == 96 || length == 128) && digits(text, from, to, length);
    }

    /** Whether the text is a uuid: 8-4-4-4-12 digits of either case, no braces, no prefix. */
    static boolean uuid(char[] text, int from, int to) {
        return to - from == 36
                && text[from + 8] == '-'
                && text[from + 13] == '-'
                && text[from + 18] == '-'
                && text[from + 23] == '-'
                && digits(text, from, from + 8)
                && digits(text, from + 9, from + 13)
                && digits(text, from + 14, from + 18)
                && digits(text, from + 19, from + 23)
                && digits(text, from + 24, to);
    }

    /** The uuid that {@link #uuid} found valid. */
    static UUID toUuid(char[] text, int from) {
        return new UUID(
                number(text, from, 8) << 32
                        | number(text, from + 9, 4) << 16
                        | number(text, from + 14, 4),
                number(text, from + 19, 4) << 48 | number(text, from + 24, 12));
    }

    private static long number(char[] text, int from, int digits) {
        long number = 0;
        for (int i = from; i < from + digits; i++) {
            number = number << 4 | DIGITS[text[i]];
        }
        return number;
    }

    /** The uuid in a text, if it is one. */
    static Optional<UUID> uuid(String text) {
        char[] chars = text.toCharArray();
        return uuid(chars, 0, chars.length) ? Optional.of(toUuid(chars, 0)) : Optional.empty();
    }
}
