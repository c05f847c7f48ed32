package org.nucleus.bench.load;

import org.nucleus.bench.sample.TypicalBody;
import org.nucleus.bench.sample.TypicalStatement;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * The bytes of one HTTP request full of typical events; each use writes fresh ids, learner numbers
 * and, where the format has one, the signature in place, so that the load generator builds no JSON.
 */
final class RequestTemplate {
    /** Odd, so that successive statements speak of learners far apart. */
    private static final long LEARNER_STRIDE = 7919;

    private static final long LEARNERS = 20_000;
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;
    private final Signature signature;
    private final int signatureAt;
    private final int bodyAt;
    private final int[] numbersAt;
    private final int[] learnersAt;

    /**
     * A request of {@code plan.sender()} with {@code plan.batch()} events.
     *
     * @param connection that carries it; what differs from event to event beside id and learner
     *     goes with it
     * @param now when it is sent, for signatures
     */
    RequestTemplate(LoadPlan plan, int connection, Instant now) {
        Sender sender = plan.sender().on(connection);
        TypicalBody body =
                TypicalBody.of(
                        plan.sender().format(),
                        plan.idPrefix(),
                        plan.batch(),
                        plan.timestamp(),
                        connection);
        signature = Signature.by(sender, now);
        String place = "~".repeat(signature.of(new byte[0], 0).length);
        String head = RequestHead.of(sender, plan.port(), place, body.text().length());
        bytes = (head + body.text()).getBytes(StandardCharsets.US_ASCII);
        signatureAt = head.indexOf(place);
        bodyAt = head.length();
        numbersAt = body.numbers().stream().mapToInt(at -> bodyAt + at).toArray();
        learnersAt = body.learners().stream().mapToInt(at -> bodyAt + at).toArray();
    }

    /** Bytes of one request, its own to change. */
    byte[] copy() {
        return bytes.clone();
    }

    int statements() {
        return numbersAt.length;
    }

    /**
     * Makes every event of {@code request} one that was never sent.
     *
     * @param request a {@link #copy}
     * @param first number of its first event; the others follow
     */
    void stamp(byte[] request, long first) {
        for (int i = 0; i < numbersAt.length; i++) {
            writeHex(request, numbersAt[i], first + i);
        }
        int learnersOfEach = learnersAt.length / numbersAt.length;
        for (int i = 0; i < learnersAt.length; i++) {
            long number = first + i / learnersOfEach;
            writeDecimal(request, learnersAt[i], number * LEARNER_STRIDE % LEARNERS);
        }
        byte[] signed = signature.of(request, bodyAt);
        System.arraycopy(signed, 0, request, signatureAt, signed.length);
    }

    /** The id that {@link #stamp} gave to the first event of {@code request}. */
    String firstId(byte[] request) {
        int prefix = LoadPlan.ID_PREFIX_LENGTH;
        return new String(
                request,
                numbersAt[0] - prefix,
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
