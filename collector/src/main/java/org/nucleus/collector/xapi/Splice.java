package org.nucleus.collector.xapi;

import org.nucleus.collector.json.Slice;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How the stored form of a statement comes from its own bytes: members cut out, others put in
 * before the closing brace, everything else as sent.
 *
 * @param statement from the opening to the closing brace
 * @param cuts members to leave out, name and value, in order
 * @param added members to put in as JSON, each with a comma before it
 * @param timed whether it has a {@code timestamp}
 */
public record Splice(Slice statement, List<Slice> cuts, String added, boolean timed) {
    public Splice {
        Objects.requireNonNull(statement, "statement is null");
        cuts = List.copyOf(cuts);
        Objects.requireNonNull(added, "added is null");
    }

    /**
     * The member of an object whose value is at those offsets from the start of the input. Only for
     * names without escaped quotes.
     */
    static Slice member(Slice input, int valueStart, int valueEnd) {
        byte[] bytes = input.bytes();
        int at = input.from() + valueStart - 1;
        while (bytes[at] != '"') {
            at--;
        }
        do {
            at--;
        } while (bytes[at] != '"');
        return new Slice(bytes, at, input.from() + valueEnd);
    }

    /** The statement with {@code stored}, {@code authority} and whatever it lacked. */
    byte[] stored(Stamp stamp) {
        byte[] lacked = lacked(stamp).getBytes(StandardCharsets.ISO_8859_1);
        byte[] ending = stamp.ending();
        byte[] out = new byte[statement.length() + lacked.length + ending.length];
        int at = keep(out);
        if (out[at - 1] == ',') {
            at--;
        }
        System.arraycopy(lacked, 0, out, at, lacked.length);
        at += lacked.length;
        System.arraycopy(ending, 0, out, at, ending.length);
        at += ending.length;
        return at == out.length ? out : Arrays.copyOf(out, at);
    }

    /**
     * Copies the statement without its cuts and closing brace; returns where the output ends. What
     * is left ends in a comma if the last member was cut, since one before it stays.
     */
    private int keep(byte[] out) {
        byte[] bytes = statement.bytes();
        int from = statement.from();
        int at = 0;
        for (Slice cut : cuts) {
            System.arraycopy(bytes, from, out, at, cut.from() - from);
            at += cut.from() - from;
            from = afterComma(bytes, cut.to());
        }
        int rest = statement.to() - 1 - from;
        System.arraycopy(bytes, from, out, at, rest);
        at += rest;
        while (out[at - 1] <= ' ') {
            at--;
        }
        return at;
    }

    /** Where the next member or the closing brace stands after the end of a member. */
    private static int afterComma(byte[] bytes, int memberEnd) {
        int at = memberEnd;
        while (bytes[at] <= ' ') {
            at++;
        }
        return bytes[at] == ',' ? at + 1 : at;
    }

    private String lacked(Stamp stamp) {
        return timed ? added : added + ",\"timestamp\":\"" + stamp.time() + "\"";
    }

    /** {@code 2026-10-06T09:14:07.318Z}: always milliseconds, always UTC. */
    static String text(Instant moment) {
        LocalDateTime at = LocalDateTime.ofEpochSecond(moment.getEpochSecond(), 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(24);
        digits(text, at.getYear(), 4).append('-');
        digits(text, at.getMonthValue(), 2).append('-');
        digits(text, at.getDayOfMonth(), 2).append('T');
        digits(text, at.getHour(), 2).append(':');
        digits(text, at.getMinute(), 2).append(':');
        digits(text, at.getSecond(), 2).append('.');
        return digits(text, moment.getNano() / 1_000_000, 3).append('Z').toString();
    }

    private static StringBuilder digits(StringBuilder text, int number, int width) {
        for (int unit = width == 4 ? 1000 : width == 3 ? 100 : 10; unit > 0; unit /= 10) {
            text.append((char) ('0' + number / unit % 10));
        }
        return text;
    }
}
