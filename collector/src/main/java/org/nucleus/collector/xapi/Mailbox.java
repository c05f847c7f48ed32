package org.nucleus.collector.xapi;

/** {@code mailto:} addresses of actors (xAPI 1.0.3 Data 2.4.2.3, RFC 6068). */
final class Mailbox {
    private static final String SCHEME = "mailto:";
    private static final String BANNED = "\"(),:;<>?[\\]";

    private Mailbox() {}

    /** {@code mailto:local@domain}, one address and nothing after it. */
    static boolean valid(char[] text, int from, int to) {
        int local = from + SCHEME.length();
        if (to <= local) {
            return false;
        }
        for (int i = 0; i < SCHEME.length(); i++) {
            if (text[from + i] != SCHEME.charAt(i)) {
                return false;
            }
        }
        int at = at(text, local, to);
        return at > local && domain(text, at + 1, to);
    }

    /** Index of the one {@code @}, or -1. */
    private static int at(char[] text, int from, int to) {
        int at = -1;
        for (int i = from; i < to; i++) {
            char c = text[i];
            if (c == '@') {
                if (at >= 0) {
                    return -1;
                }
                at = i;
            } else if (c <= ' '
                    || c == 0x7F
                    || BANNED.indexOf(c) >= 0
                    || Character.isSurrogate(c)) {
                return -1;
            }
        }
        return at;
    }

    private static boolean domain(char[] text, int from, int to) {
        char before = '.';
        for (int i = from; i < to; i++) {
            if (text[i] == '.' && before == '.') {
                return false;
            }
            before = text[i];
        }
        return to > from && before != '.' && text[from] != '-';
    }
}
