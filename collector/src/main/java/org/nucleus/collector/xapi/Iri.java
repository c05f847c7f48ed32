package org.nucleus.collector.xapi;

/**
 * IRIs as far as a write can break them: absolute, so with a scheme, and without characters that
 * RFC 3987 bans. Raw square brackets pass although the RFC wants them escaped, because page
 * addresses hold them.
 */
final class Iri {
    private static final boolean[] BANNED = new boolean[128];

    /** What is not simply passed over: banned, or the start of an escape. */
    private static final boolean[] ODD = new boolean[128];

    static {
        for (int c = 0; c <= ' '; c++) {
            BANNED[c] = true;
        }
        for (char c : "\"<>\\^`{|}\u007F".toCharArray()) {
            BANNED[c] = true;
        }
        System.arraycopy(BANNED, 0, ODD, 0, ODD.length);
        ODD['%'] = true;
    }

    private Iri() {}

    /**
     * {@code https://…}, {@code tag:…}, {@code urn:…}: xAPI 1.0.3 Data 4.1, RFC 3987 section 2.2.
     */
    static boolean valid(char[] text, int from, int to) {
        int rest = afterScheme(text, from, to);
        return rest > 0 && rest < to && plain(text, rest, to);
    }

    /** An IRI that locates something: if it is one of the web it has a host. */
    static boolean locates(char[] text, int from, int to) {
        int rest = afterScheme(text, from, to);
        if (rest <= 0 || rest >= to || !plain(text, rest, to)) {
            return false;
        }
        return !web(text, from, rest)
                || (rest + 2 < to
                        && text[rest] == '/'
                        && text[rest + 1] == '/'
                        && "/?#:".indexOf(text[rest + 2]) < 0);
    }

    private static int afterScheme(char[] text, int from, int to) {
        if (from == to || !letter(text[from])) {
            return -1;
        }
        for (int i = from + 1; i < to; i++) {
            char c = text[i];
            if (c == ':') {
                return i + 1;
            }
            if (!letter(c) && (c < '0' || c > '9') && c != '+' && c != '-' && c != '.') {
                return -1;
            }
        }
        return -1;
    }

    private static boolean web(char[] text, int from, int rest) {
        int length = rest - 1 - from;
        return (length == 4 || (length == 5 && (text[from + 4] | 0x20) == 's'))
                && (text[from] | 0x20) == 'h'
                && (text[from + 1] | 0x20) == 't'
                && (text[from + 2] | 0x20) == 't'
                && (text[from + 3] | 0x20) == 'p';
    }

    private static boolean plain(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c < 128) {
                if (ODD[c] && (BANNED[c] || !escape(text, i, to))) {
                    return false;
                }
            } else if (c < 0xA0 || !paired(text, i, from, to)) {
                return false;
            }
        }
        return true;
    }

    private static boolean escape(char[] text, int at, int to) {
        return at + 2 < to
                && Character.digit(text[at + 1], 16) >= 0
                && Character.digit(text[at + 2], 16) >= 0;
    }

    private static boolean paired(char[] text, int at, int from, int to) {
        if (Character.isHighSurrogate(text[at])) {
            return at + 1 < to && Character.isLowSurrogate(text[at + 1]);
        }
        return !Character.isLowSurrogate(text[at])
                || (at > from && Character.isHighSurrogate(text[at - 1]));
    }

    private static boolean letter(char c) {
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'z';
    }
}
