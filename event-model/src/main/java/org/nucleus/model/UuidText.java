package org.nucleus.model;

import java.util.Locale;
import java.util.UUID;

/**
 * Uuids as text (RFC 9562 section 4): put straight to where they are wanted, folded to one case.
 */
public final class UuidText {
    /** Characters, and bytes of ASCII, of each. */
    public static final int LENGTH = 36;

    private static final String URN = "urn:uuid:";
    private static final byte[] DIGITS = {
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f'
    };
    private static final int DIGIT_BITS = 4;
    private static final int HEX = 16;

    private UuidText() {}

    /**
     * {@code 3E09E130-…} → {@code 3e09e130-…}, {@code URN:UUID:3E09E130-…} → {@code
     * urn:uuid:3e09e130-…}: a uuid, bare or as a URN, has one spelling wherever it is an id or
     * refers to one. Any other text stays as it is.
     */
    public static String folded(String text) {
        return isUuid(text, 0) || isUrn(text) ? text.toLowerCase(Locale.ROOT) : text;
    }

    /** Whether the text is {@code urn:uuid:} and a uuid, in whatever case. */
    public static boolean isUrn(String text) {
        return text.length() == URN.length() + LENGTH
                && text.regionMatches(true, 0, URN, 0, URN.length())
                && isUuid(text, URN.length());
    }

    /** Whether a uuid is all that the text has from there. */
    private static boolean isUuid(String text, int from) {
        if (text.length() - from != LENGTH) {
            return false;
        }
        for (int i = 0; i < LENGTH; i++) {
            char c = text.charAt(from + i);
            boolean hyphen = i == 8 || i == 13 || i == 18 || i == 23;
            if (hyphen ? c != '-' : c > 'f' || Character.digit(c, HEX) < 0) {
                return false;
            }
        }
        return true;
    }

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
