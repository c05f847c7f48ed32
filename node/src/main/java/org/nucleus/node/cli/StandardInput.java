package org.nucleus.node.cli;

import org.nucleus.runtime.health.StartFailure;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Where secrets come from that are to be in no list of processes: one a line, in the order in which
 * a command asks.
 */
final class StandardInput {
    private StandardInput() {}

    /**
     * The next line, without its end.
     *
     * @param option that asks
     * @throws StartFailure naming the option where there is no line, or one with nothing on it
     */
    static String line(String option) {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        try {
            for (int one = System.in.read(); one >= 0 && one != '\n'; one = System.in.read()) {
                read.write(one);
            }
        } catch (IOException e) {
            throw new StartFailure("standard input cannot be read", e);
        }
        String line = read.toString(StandardCharsets.UTF_8);
        if (line.isBlank()) {
            throw new StartFailure("standard input has no line for " + option);
        }
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
