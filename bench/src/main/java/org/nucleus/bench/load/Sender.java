package org.nucleus.bench.load;

import org.nucleus.model.Format;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * Whose requests the load generator sends.
 *
 * @param format of the events, which decides where they go and how they prove themselves
 * @param source id it is registered under; with {@link #EACH} in it every connection is another
 *     source, all with one secret
 * @param secret shared with the collector, ASCII
 */
public record Sender(Format format, String source, String secret) {
    /** Stands for the number of the connection, two digits, from 00. */
    public static final String EACH = "##";

    public Sender {
        Objects.requireNonNull(format, "format is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(secret, "secret is null");
    }

    /** Whose requests that connection carries. */
    public Sender on(int connection) {
        String number = "%02d".formatted(connection);
        return new Sender(format, source.replace(EACH, number), secret);
    }

    /** Id and secret as {@code Authorization} (RFC 7617). */
    String basic() {
        byte[] credential = (source + ":" + secret).getBytes(StandardCharsets.UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credential);
    }

    /** Where a source that pushes does so. */
    public String webhook() {
        return "/webhooks/" + source;
    }

    /** The address that BigBlueButton's hook is registered with, and signs. */
    public String publicUrl() {
        return "http://127.0.0.1" + webhook();
    }

    @Override
    public String toString() {
        return "Sender[" + format + ", " + source + "]";
    }
}
