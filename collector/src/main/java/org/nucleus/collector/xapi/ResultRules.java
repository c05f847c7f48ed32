package org.nucleus.collector.xapi;

import java.math.BigDecimal;

/** Results and their scores (xAPI 1.0.3 Data 2.4.5). */
final class ResultRules {
    private static final int SCORE = 1;
    private static final int SUCCESS = 1 << 1;
    private static final int COMPLETION = 1 << 2;
    private static final int RESPONSE = 1 << 3;
    private static final int DURATION = 1 << 4;
    private static final int EXTENSIONS = 1 << 5;

    private static final String[] SCORES = {"scaled", "raw", "min", "max"};
    private static final int SCALED = 0;
    private static final int RAW = 1;
    private static final int MIN = 2;
    private static final int MAX = 3;

    private ResultRules() {}

    static void read(Cursor c) {
        if (!c.object("result")) {
            return;
        }
        int seen = 0;
        for (String name = c.member(); name != null; name = c.member()) {
            switch (name) {
                case "score" -> {
                    seen = c.once(seen, SCORE);
                    score(c);
                }
                case "success" -> {
                    seen = c.once(seen, SUCCESS);
                    c.bool("result.success");
                }
                case "completion" -> {
                    seen = c.once(seen, COMPLETION);
                    c.bool("result.completion");
                }
                case "response" -> {
                    seen = c.once(seen, RESPONSE);
                    c.text("result.response", Shape.ANY);
                }
                case "duration" -> {
                    seen = c.once(seen, DURATION);
                    c.text("result.duration", Shape.DURATION);
                }
                case "extensions" -> {
                    seen = c.once(seen, EXTENSIONS);
                    MapRules.extensions(c, "result.extensions");
                }
                default -> c.unknown("result");
            }
        }
    }

    private static void score(Cursor c) {
        if (!c.object("score")) {
            return;
        }
        int seen = 0;
        BigDecimal[] numbers = new BigDecimal[SCORES.length];
        for (String name = c.member(); name != null; name = c.member()) {
            int which = which(name);
            if (which < 0) {
                c.unknown("score");
            } else {
                seen = c.once(seen, 1 << which);
                if (c.number("score")) {
                    numbers[which] = value(c);
                }
            }
        }
        end(c, numbers);
    }

    private static int which(String name) {
        return switch (name) {
            case "scaled" -> SCALED;
            case "raw" -> RAW;
            case "min" -> MIN;
            case "max" -> MAX;
            default -> -1;
        };
    }

    /** The number, or null after noting that its exponent is beyond comparison. */
    private static BigDecimal value(Cursor c) {
        try {
            return c.decimal();
        } catch (NumberFormatException e) {
            c.violation("score", "range", "holds a number too large to compare");
            return null;
        }
    }

    private static void end(Cursor c, BigDecimal[] numbers) {
        BigDecimal scaled = numbers[SCALED];
        if (scaled != null && scaled.abs().compareTo(BigDecimal.ONE) > 0) {
            c.violationAt("/scaled", "score.scaled", "range", "must be from -1 to 1");
        }
        if (above(numbers[RAW], numbers[MAX])) {
            c.violationAt("/raw", "score.raw", "range", "must not be above max");
        }
        if (above(numbers[MIN], numbers[RAW])) {
            c.violationAt("/raw", "score.raw", "range", "must not be below min");
        }
        if (numbers[MIN] != null
                && numbers[MAX] != null
                && numbers[MIN].compareTo(numbers[MAX]) >= 0) {
            c.violationAt("/min", "score.min", "range", "must be less than max");
        }
    }

    private static boolean above(BigDecimal one, BigDecimal other) {
        return one != null && other != null && one.compareTo(other) > 0;
    }
}
