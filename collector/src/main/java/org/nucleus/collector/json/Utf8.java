package org.nucleus.collector.json;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Optional;

/**
 * Whether bytes are text that may be parsed as JSON (RFC 8259 section 8.1, RFC 3629 section 3),
 * asked before parsing: JSON parsers let overlong forms and encoded surrogates pass, and take zero
 * bytes for another encoding.
 */
public final class Utf8 {
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long HIGH_BITS = 0x8080808080808080L;
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final Optional<Fault> BYTE_ORDER_MARK =
            Optional.of(new Fault("json.bom", "must not start with a byte order mark"));

    private Utf8() {}

    /**
     * Why it is no such text.
     *
     * @param rule {@code json.utf8}, {@code json.bom} or {@code json.syntax}
     * @param message what a person reads after "the body"
     */
    public record Fault(String rule, String message) {}

    /** The first fault, if there is one. */
    public static Optional<Fault> fault(Slice text) {
        byte[] bytes = text.bytes();
        int at = text.from();
        if (text.length() >= 3
                && bytes[at] == (byte) 0xEF
                && bytes[at + 1] == (byte) 0xBB
                && bytes[at + 2] == (byte) 0xBF) {
            return BYTE_ORDER_MARK;
        }
        while (at < text.to()) {
            if (at + Long.BYTES <= text.to() && plain((long) LONGS.get(bytes, at))) {
                at += Long.BYTES;
                continue;
            }
            int length = sequence(bytes, at, text.to());
            if (length == 0) {
                return Optional.of(faultAt(bytes[at], at - text.from()));
            }
            at += length;
        }
        return Optional.empty();
    }

    private static Fault faultAt(byte found, int offset) {
        return found == 0
                ? new Fault("json.syntax", "holds a zero byte; JSON must be UTF-8")
                : new Fault("json.utf8", "is not UTF-8 at byte " + offset);
    }

    /** Whether each of eight bytes is 01 to 7F. */
    private static boolean plain(long eight) {
        return ((eight | (eight - LOW_BITS)) & HIGH_BITS) == 0;
    }

    /** Length of the well-formed sequence that begins at {@code at}, or 0. */
    private static int sequence(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0x80) {
            return lead == 0 ? 0 : 1;
        }
        int length = lead < 0xC2 || lead > 0xF4 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (length == 0 || at + length > to) {
            return 0;
        }
        int second = bytes[at + 1] & 0xFF;
        int lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < lowest || second > highest) {
            return 0;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return 0;
            }
        }
        return length;
    }
}
