package org.nucleus.node.e2e;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One request as an agent sends it, and the status it must get.
 *
 * @param name for messages of tests
 * @param target path and query
 * @param proof where the part is that shows who sends
 */
record Sample(
        String name,
        String target,
        Map<String, String> headers,
        byte[] body,
        int status,
        Proof proof) {
    private static final int FROM_END = 3;

    /** Where a bit can be changed that must not be. */
    sealed interface Proof {
        /** In that header. */
        record Header(String name) implements Proof {}

        /** In the query's end. */
        record Query() implements Proof {}

        /** In that text of the body. */
        record Text(String text) implements Proof {}
    }

    Sample {
        headers = Map.copyOf(headers);
    }

    static Sample post(String name, String target, String body, Proof proof, String... headers) {
        Map<String, String> named = new LinkedHashMap<>();
        for (int i = 0; i < headers.length; i += 2) {
            named.put(headers[i], headers[i + 1]);
        }
        return new Sample(name, target, named, body.getBytes(StandardCharsets.UTF_8), 200, proof);
    }

    /** The same where another status is right. */
    Sample answered(int other) {
        return new Sample(name, target, headers, body, other, proof);
    }

    /** Nobody's: one bit of what shows who sends is another. */
    Sample forged(int refusal) {
        return switch (proof) {
            case Proof.Header header ->
                    new Sample(name, target, flippedHeader(header.name()), body, refusal, proof);
            case Proof.Query ignored ->
                    new Sample(name, flipped(target), headers, body, refusal, proof);
            case Proof.Text part ->
                    new Sample(name, target, headers, flippedBody(part.text()), refusal, proof);
        };
    }

    private Map<String, String> flippedHeader(String header) {
        Map<String, String> others = new LinkedHashMap<>(headers);
        others.computeIfPresent(header, (ignored, value) -> flipped(value));
        return others;
    }

    private byte[] flippedBody(String part) {
        return new String(body, StandardCharsets.UTF_8)
                .replace(part, flipped(part))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** What shows who sends, without the words around it. */
    Stream<String> credentials() {
        return switch (proof) {
            case Proof.Header header ->
                    Stream.of(headers.get(header.name()).replaceFirst("^(\\w+ |t=.*v1=)", ""));
            case Proof.Query ignored ->
                    Stream.of(target.substring(target.indexOf("checksum=") + "checksum=".length()));
            case Proof.Text part ->
                    Stream.of(part.text().substring(part.text().lastIndexOf('.') + 1));
        };
    }

    private static String flipped(String text) {
        int at = text.length() - FROM_END;
        char other = text.charAt(at);
        for (int bit = 1;
                other == text.charAt(at) || !Character.isLetterOrDigit(other);
                bit <<= 1) {
            other = (char) (text.charAt(at) ^ bit);
        }
        return text.substring(0, at) + other + text.substring(at + 1);
    }

    @Override
    public String toString() {
        return name + " to " + target;
    }
}
