package org.nucleus.collector.xapi;

import java.math.BigDecimal;

/**
 * The numbers of one score, to be compared exactly: as millionths where they are everyday numbers,
 * which costs nothing, else as {@link BigDecimal}.
 */
final class ScoreNumbers {
    static final int SCALED = 0;
    static final int RAW = 1;
    static final int MIN = 2;
    static final int MAX = 3;

    /** Bits of {@link #faults}. */
    static final int SCALED_OUT = 1;

    static final int ABOVE_MAX = 1 << 1;
    static final int BELOW_MIN = 1 << 2;
    static final int MIN_ABOVE_MAX = 1 << 3;

    private static final int ALL = 4;
    private static final int DECIMALS = 6;
    private static final long ONE = 1_000_000;

    /** Longest text whose millionths are sure to fit a long. */
    private static final int SHORT = 12;

    private final long[] millionths = new long[ALL];
    private BigDecimal[] large;
    private int kept;

    /** Forgets them: what is kept from here on is another score. */
    void clear() {
        kept = 0;
        large = null;
    }

    /**
     * Keeps a JSON number.
     *
     * @param count characters of it, from the first of {@code chars}
     * @return false when its exponent is beyond comparison
     */
    boolean keep(int which, char[] chars, int count) {
        if (!keepMillionths(which, chars, count)) {
            try {
                BigDecimal number = new BigDecimal(chars, 0, count);
                large = large == null ? new BigDecimal[ALL] : large;
                large[which] = number;
            } catch (NumberFormatException e) {
                return false;
            }
        }
        kept |= 1 << which;
        return true;
    }

    /** False where it has an exponent or many digits. */
    private boolean keepMillionths(int which, char[] chars, int count) {
        if (count > SHORT) {
            return false;
        }
        boolean negative = chars[0] == '-';
        long number = 0;
        int decimals = -1;
        for (int i = negative ? 1 : 0; i < count; i++) {
            char c = chars[i];
            if (c == '.') {
                decimals = 0;
            } else if (c < '0' || c > '9') {
                return false;
            } else {
                number = number * 10 + (c - '0');
                decimals = decimals < 0 ? decimals : decimals + 1;
            }
        }
        if (decimals > DECIMALS) {
            return false;
        }
        for (int i = Math.max(decimals, 0); i < DECIMALS; i++) {
            number *= 10;
        }
        millionths[which] = negative ? -number : number;
        return true;
    }

    /**
     * Which rules between the numbers are broken (Data 2.4.5.1), as bits. A minimum that is the
     * maximum breaks none: quizzes without points have it.
     */
    int faults() {
        int faults = 0;
        if (has(SCALED) && !isWithinOne(SCALED)) {
            faults |= SCALED_OUT;
        }
        if (compared(RAW, MAX) > 0) {
            faults |= ABOVE_MAX;
        }
        if (compared(MIN, RAW) > 0) {
            faults |= BELOW_MIN;
        }
        if (compared(MIN, MAX) > 0) {
            faults |= MIN_ABOVE_MAX;
        }
        return faults;
    }

    private boolean has(int which) {
        return (kept & 1 << which) != 0;
    }

    /** Whether a number that is there is from -1 to 1. */
    private boolean isWithinOne(int which) {
        return large == null || large[which] == null
                ? Math.abs(millionths[which]) <= ONE
                : large[which].abs().compareTo(BigDecimal.ONE) <= 0;
    }

    /** Less than, equal to or more than 0 as one is to the other; 0 where one is not there. */
    private int compared(int one, int other) {
        if (!has(one) || !has(other)) {
            return 0;
        }
        return large == null
                ? Long.compare(millionths[one], millionths[other])
                : exact(one).compareTo(exact(other));
    }

    private BigDecimal exact(int which) {
        return large[which] == null
                ? BigDecimal.valueOf(millionths[which], DECIMALS)
                : large[which];
    }
}
