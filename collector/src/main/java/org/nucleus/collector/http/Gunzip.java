package org.nucleus.collector.http;

import org.nucleus.collector.bulk.GzipMembers;

import java.io.IOException;
import java.util.Arrays;

/** Inflates a gzip body up to a bound, whatever it claims or hides (RFC 1952). */
final class Gunzip {
    private static final int FIRST_BYTES = 8 * 1024;

    private Gunzip() {}

    /** What came of it. */
    sealed interface Outcome {}

    /** The body as it was before compression. */
    record Inflated(byte[] body) implements Outcome {}

    /** There is more inside than allowed; no more than that was inflated. */
    record TooLarge() implements Outcome {}

    /** It is no gzip, or not all of it, or something else follows. */
    record Broken() implements Outcome {}

    /** Inflates to at most {@code most} bytes. */
    static Outcome inflate(byte[] compressed, int most) {
        if (compressed.length == 0) {
            return new Broken();
        }
        byte[] body = new byte[Math.min(most + 1, FIRST_BYTES)];
        int length = 0;
        try (GzipMembers in = new GzipMembers(compressed)) {
            int read = in.read(body);
            while (read >= 0) {
                length += read;
                if (length > most) {
                    return new TooLarge();
                }
                if (length == body.length) {
                    body = Arrays.copyOf(body, Math.min(most + 1, 2 * body.length));
                }
                read = in.read(body, length, body.length - length);
            }
        } catch (IOException e) {
            return new Broken();
        }
        return new Inflated(Arrays.copyOf(body, length));
    }
}
