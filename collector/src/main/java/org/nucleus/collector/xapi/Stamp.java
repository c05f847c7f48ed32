package org.nucleus.collector.xapi;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What the stored forms of one request's statements have in common, written once: when, and who
 * vouches (xAPI 1.0.3 Data 2.4.8, 2.4.9).
 */
public final class Stamp {
    private final String time;
    private final byte[] ending;

    private Stamp(String time, byte[] ending) {
        this.time = time;
        this.ending = ending;
    }

    /**
     * A stamp.
     *
     * @param storedTime millisecond precision; also the timestamp of a statement without one
     * @param authority JSON of the Agent or Group that vouches
     */
    public static Stamp of(Instant storedTime, String authority) {
        String time = Splice.text(storedTime);
        String ending = ",\"stored\":\"" + time + "\",\"authority\":" + authority + "}";
        return new Stamp(time, ending.getBytes(StandardCharsets.UTF_8));
    }

    String time() {
        return time;
    }

    /** From the comma before {@code stored} to the statement's closing brace. */
    byte[] ending() {
        return ending;
    }
}
