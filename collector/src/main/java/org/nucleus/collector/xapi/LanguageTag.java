package org.nucleus.collector.xapi;

import java.util.Locale;
import java.util.Set;

/** Well-formed language tags (RFC 5646 section 2.1), the keys of language maps. */
final class LanguageTag {
    /** The grandfathered tags that the grammar does not cover, in lower case. */
    private static final Set<String> IRREGULAR =
            Set.of(
                    "en-gb-oed",
                    "i-ami",
                    "i-bnn",
                    "i-default",
                    "i-enochian",
                    "i-hak",
                    "i-klingon",
                    "i-lux",
                    "i-mingo",
                    "i-navajo",
                    "i-pwn",
                    "i-tao",
                    "i-tay",
                    "i-tsu",
                    "sgn-be-fr",
                    "sgn-be-nl",
                    "sgn-ch-de");

    private final char[] text;
    private final int to;
    private int at;
    private int end;

    private LanguageTag(char[] text, int from, int to) {
        this.text = text;
        this.to = to;
        this.at = from;
        this.end = endOf(from);
    }

    /** {@code en}, {@code de-CH}, {@code sr-Latn-RS}, {@code zh-cmn-Hans}, {@code x-pirate}. */
    static boolean valid(char[] text, int from, int to) {
        if (to - from == 2 || (to - from == 5 && text[from + 2] == '-')) {
            if (letters(text, from, from + 2)
                    && letters(text, from + (to - from == 5 ? 3 : 0), to)) {
                return true;
            }
        }
        return new LanguageTag(text, from, to).wellFormed()
                || IRREGULAR.contains(new String(text, from, to - from).toLowerCase(Locale.ROOT));
    }

    private boolean wellFormed() {
        if (single('x')) {
            return privateUse();
        }
        if (!language()) {
            return false;
        }
        if (length() == 4 && letters(text, at, end)) {
            next();
        }
        if ((length() == 2 && letters(text, at, end)) || (length() == 3 && digits())) {
            next();
        }
        return variants() && extensions() && (done() || (single('x') && privateUse()));
    }

    private boolean language() {
        int length = length();
        if (length < 2 || length > 8 || !letters(text, at, end)) {
            return false;
        }
        next();
        for (int i = 0; i < 3 && length <= 3 && length() == 3 && letters(text, at, end); i++) {
            next();
        }
        return true;
    }

    private boolean variants() {
        int first = at;
        while (alphanumeric() && (length() >= 5 || (length() == 4 && text[at] <= '9'))) {
            if (length() > 8 || repeats(first)) {
                return false;
            }
            next();
        }
        return true;
    }

    private boolean extensions() {
        long seen = 0;
        while (length() == 1 && alphanumeric() && !single('x')) {
            long bit = 1L << Character.digit(text[at], 36);
            if ((seen & bit) != 0) {
                return false;
            }
            seen |= bit;
            next();
            if (!subtags(2)) {
                return false;
            }
        }
        return true;
    }

    private boolean privateUse() {
        next();
        return subtags(1) && done();
    }

    /** One or more subtags of at least that length. */
    private boolean subtags(int least) {
        int count = 0;
        while (length() >= least && length() <= 8 && alphanumeric()) {
            next();
            count++;
        }
        return count > 0;
    }

    private boolean repeats(int first) {
        for (int i = first; i < at; i = endOf(i) + 1) {
            int length = endOf(i) - i;
            if (length == length()
                    && new String(text, i, length).equalsIgnoreCase(new String(text, at, length))) {
                return true;
            }
        }
        return false;
    }

    private boolean single(char letter) {
        return length() == 1 && Character.toLowerCase(text[at]) == letter;
    }

    private boolean done() {
        return at > to;
    }

    private int length() {
        return done() ? 0 : end - at;
    }

    private void next() {
        at = end + 1;
        end = done() ? end : endOf(at);
    }

    private int endOf(int from) {
        int i = from;
        while (i < to && text[i] != '-') {
            i++;
        }
        return i;
    }

    private boolean digits() {
        for (int i = at; i < end; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return false;
            }
        }
        return true;
    }

    private boolean alphanumeric() {
        for (int i = at; i < end; i++) {
            if (!letters(text, i, i + 1) && (text[i] < '0' || text[i] > '9')) {
                return false;
            }
        }
        return !done() && end > at;
    }

    private static boolean letters(char[] text, int from, int to) {
        for (int i = from; i < to; i++) {
            int lower = text[i] | 0x20;
            if (lower < 'a' || lower > 'z') {
                return false;
            }
        }
        return true;
    }
}
