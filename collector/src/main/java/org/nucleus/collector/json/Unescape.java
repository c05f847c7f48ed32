package org.nucleus.collector.json;

/** The text of a JSON string whose escapes and UTF-8 were found well-formed. */
final class Unescape {
    private Unescape() {}

    /**
     * Writes the text of {@code bytes} to {@code out}, which is long enough; returns its length.
     */
    static int decode(byte[] bytes, int from, int to, char[] out) {
        int length = 0;
        int at = from;
        while (at < to) {
            int b = bytes[at];
            if (b == '\\') {
                out[length++] = escaped(bytes, at + 1);
                at += bytes[at + 1] == 'u' ? 6 : 2;
            } else if (b >= 0) {
                out[length++] = (char) b;
                at++;
            } else if (b < (byte) 0xE0) {
                out[length++] = (char) ((b & 0x1F) << 6 | bytes[at + 1] & 0x3F);
                at += 2;
            } else if (b < (byte) 0xF0) {
                out[length++] =
                        (char)
                                ((b & 0x0F) << 12
                                        | (bytes[at + 1] & 0x3F) << 6
                                        | bytes[at + 2] & 0x3F);
                at += 3;
            } else {
                int point =
                        (b & 0x07) << 18
                                | (bytes[at + 1] & 0x3F) << 12
                                | (bytes[at + 2] & 0x3F) << 6
                                | bytes[at + 3] & 0x3F;
                out[length++] = Character.highSurrogate(point);
                out[length++] = Character.lowSurrogate(point);
                at += 4;
            }
        }
        return length;
    }

    private static char escaped(byte[] bytes, int at) {
        return switch (bytes[at]) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> {
                int unit = 0;
                for (int i = 1; i <= 4; i++) {
                    unit = unit << 4 | Character.digit(bytes[at + i], 16);
                }
                yield (char) unit;
            }
            default -> (char) bytes[at];
        };
    }
}
