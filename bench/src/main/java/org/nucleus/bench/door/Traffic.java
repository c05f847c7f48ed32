package org.nucleus.bench.door;

import org.nucleus.model.Format;

import java.util.Locale;

/**
 * One kind of load on the door.
 *
 * @param name for people
 * @param format of what is sent
 * @param connections with one request in flight each
 * @param batch statements, or events of another format, in a request
 */
record Traffic(String name, Format format, int connections, int batch) {
    Traffic {
        if (connections < 1 || batch < 1) {
            throw new IllegalArgumentException("connections and batch are at least 1");
        }
    }

    static Traffic singles(int connections) {
        return new Traffic("single" + over(connections), Format.XAPI, connections, 1);
    }

    static Traffic batches(int batch, int connections) {
        return new Traffic(
                "batch of " + batch + over(connections), Format.XAPI, connections, batch);
    }

    /** Single events of another format than xAPI. */
    static Traffic of(Format format, int connections) {
        String path = format == Format.CALIPER ? "" : "webhooks ";
        return new Traffic(path + named(format) + over(connections), format, connections, 1);
    }

    /** Whether {@code part}, lower case, is in the name or names the format. */
    boolean isCalled(String part) {
        return name.contains(part) || named(format).equals(part);
    }

    private static String named(Format format) {
        return format.name().toLowerCase(Locale.ROOT);
    }

    private static String over(int connections) {
        return ", " + connections + " connections";
    }
}
