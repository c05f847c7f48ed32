package org.nucleus.bench.load;

import org.nucleus.bench.sample.TypicalStatement;

import java.nio.charset.StandardCharsets;

/**
 * The bytes of one HTTP request full of typical xAPI statements; each use writes fresh statement
 * ids and learner numbers in place, so that the load generator neither allocates nor builds JSON.
 */
final class RequestTemplate {
    /** Odd, so that successive statements speak of learners far apart. */
    private static final long LEARNER_STRIDE = 7919;

    private static final long LEARNERS = 20_000;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final int statements;
    private final int stride;
    private final int firstNumberAt;
    private final int firstLearnerAt;

    /**
     * A {@code POST /xapi/statements} with {@code plan.batch()} statements: one object for 1, else
     * an array.
     *
     * @param seed of what differs from statement to statement beside id and learner
     */
    RequestTemplate(LoadPlan plan, long seed) {
        String statement = TypicalStatement.one(plan.idPrefix(), 0, plan.timestamp(), seed);
        boolean array = plan.batch() > 1;
        String body =
                array
                        ? TypicalStatement.array(
                                plan.idPrefix(), plan.batch(), plan.timestamp(), seed)
                        : statement;
        String head = head(plan, body.length());
        int first = head.length() + (array ? 1 : 0);
        bytes = (head + body).getBytes(StandardCharsets.US_ASCII);
        statements = plan.batch();
        stride = statement.length() + 1;
        firstNumberAt = first + TypicalStatement.numberAt(statement);
        firstLearnerAt = first + TypicalStatement.learnerAt(statement);
    }

    private static String head(LoadPlan plan, int length) {
        return """
        POST /xapi/statements HTTP/1.1\r
        Host: 127.0.0.1:%d\r
        Authorization: %s\r
        Content-Type: application/json\r
        X-Experience-API-Version: 1.0.3\r
        Content-Length: %d\r
        \r
        """
                .formatted(plan.port(), plan.authorization(), length);
    }

    /** Bytes of one request, its own to change. */
    byte[] copy() {
        return bytes.clone();
    }

    int statements() {
        return statements;
    }

    /**
     * Makes every statement of {@code request} one that was never sent.
     *
     * @param request a {@link #copy}
     * @param first number of its first statement; the others follow
     */
    void stamp(byte[] request, long first) {
        for (int i = 0; i < statements; i++) {
            long number = first + i;
            writeHex(request, firstNumberAt + i * stride, number);
            long learner = number * LEARNER_STRIDE % LEARNERS;
            writeDecimal(request, firstLearnerAt + i * stride, learner);
        }
    }

    /** The id that {@link #stamp} gave to the first statement of {@code request}. */
    String firstId(byte[] request) {
        int prefix = LoadPlan.ID_PREFIX_LENGTH;
        return new String(
                request,
                firstNumberAt - prefix,
                prefix + TypicalStatement.NUMBER_DIGITS,
                StandardCharsets.US_ASCII);
    }

    private static void writeHex(byte[] request, int at, long number) {
        long rest = number;
        for (int i = at + TypicalStatement.NUMBER_DIGITS - 1; i >= at; i--) {
            request[i] = HEX[(int) (rest & 15)];
            rest >>>= 4;
        }
    }

    private static void writeDecimal(byte[] request, int at, long number) {
        long rest = number;
        for (int i = at + TypicalStatement.LEARNER_DIGITS - 1; i >= at; i--) {
            request[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
