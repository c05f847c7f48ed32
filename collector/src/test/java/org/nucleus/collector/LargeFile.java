package org.nucleus.collector;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** As many statements as asked, one a line, made while they are read. */
final class LargeFile extends InputStream {
    private static final long RANDOM_VERSION = 0x4000L;
    private static final long VARIANT = 0x8000_0000_0000_0000L;

    private final long lines;
    private long made;
    private byte[] line = {};
    private int at;

    LargeFile(long lines) {
        this.lines = lines;
    }

    static UUID id(long number) {
        return new UUID(RANDOM_VERSION, VARIANT | number);
    }

    /** Which line has that id. */
    static int number(String id) {
        return Math.toIntExact(UUID.fromString(id).getLeastSignificantBits() & ~VARIANT);
    }

    static byte[] line(long number) {
        return """
        {"id":"%s","actor":{"account":{"homePage":"https://lms.example.org","name":"%d"}},\
        "verb":{"id":"http://adlnet.gov/expapi/verbs/completed","display":{"en":"completed"}},\
        "object":{"id":"https://lms.example.org/course/7/unit/%d","definition":{"name":{"en":"Unit"}}},\
        "result":{"completion":true,"score":{"scaled":0.%02d},"duration":"PT1M30S"},\
        "context":{"registration":"%s","platform":"LMS","language":"en"},\
        "timestamp":"2025-03-01T10:15:30.%03dZ"}
        """
                .formatted(
                        id(number),
                        number % 997,
                        number % 31,
                        number % 100,
                        id(number % 997),
                        number % 1000)
                .getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (at == line.length) {
            if (made == lines) {
                return -1;
            }
            line = line(made++);
            at = 0;
        }
        int read = Math.min(length, line.length - at);
        System.arraycopy(line, at, into, from, read);
        at += read;
        return read;
    }
}
