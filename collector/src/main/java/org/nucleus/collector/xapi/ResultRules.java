package org.nucleus.collector.xapi;

/** Results and their scores (xAPI 1.0.3 Data 2.4.5). */
final class ResultRules {
    private static final int SCORE = 1;
    private static final int SUCCESS = 1 << 1;
    private static final int COMPLETION = 1 << 2;
    private static final int RESPONSE = 1 << 3;
    private static final int DURATION = 1 << 4;
    private static final int EXTENSIONS = 1 << 5;

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
        ScoreNumbers numbers = new ScoreNumbers();
        for (String name = c.member(); name != null; name = c.member()) {
            int which = which(name);
            if (which < 0) {
                c.unknown("score");
            } else {
                seen = c.once(seen, 1 << which);
                if (c.number("score") && !c.keep(numbers, which)) {
                    c.violation("score", "range", "holds a number too large to compare");
                }
            }
        }
        end(c, numbers.faults());
    }

    private static int which(String name) {
        return switch (name) {
            case "scaled" -> ScoreNumbers.SCALED;
            case "raw" -> ScoreNumbers.RAW;
            case "min" -> ScoreNumbers.MIN;
            case "max" -> ScoreNumbers.MAX;
            default -> -1;
        };
    }

    private static void end(Cursor c, int faults) {
        if ((faults & ScoreNumbers.SCALED_OUT) != 0) {
            c.violationAt("/scaled", "score.scaled", "range", "must be from -1 to 1");
        }
        if ((faults & ScoreNumbers.ABOVE_MAX) != 0) {
            c.violationAt("/raw", "score.raw", "range", "must not be above max");
        }
        if ((faults & ScoreNumbers.BELOW_MIN) != 0) {
            c.violationAt("/raw", "score.raw", "range", "must not be below min");
        }
        if ((faults & ScoreNumbers.MIN_ABOVE_MAX) != 0) {
            c.violationAt("/min", "score.min", "range", "must not be above max");
        }
    }
}
