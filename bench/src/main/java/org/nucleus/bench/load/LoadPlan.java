package org.nucleus.bench.load;

import org.nucleus.model.Format;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * What one run of the load generator sends, and for how long.
 *
 * @param port on loopback
 * @param sender whose requests
 * @param idPrefix first 24 characters of every event's id, unique to the run; the rest counts
 * @param timestamp of every event, ISO 8601
 * @param connections kept open, one request in flight on each
 * @param batch events in a request
 * @param statementsPerSecond offered; 0 sends the next request as soon as a connection is free
 * @param sampleEvery requests whose first statement's number is a multiple of it are reported with
 *     the time of their answer; 0 for none
 * @param settle sent before measuring begins
 * @param measure measured after that
 */
public record LoadPlan(
        int port,
        Sender sender,
        String idPrefix,
        String timestamp,
        int connections,
        int batch,
        int statementsPerSecond,
        int sampleEvery,
        Duration settle,
        Duration measure) {
    private static final String SEPARATOR = "\t";

    /** Characters of a UUID before its last group. */
    static final int ID_PREFIX_LENGTH = 24;

    public LoadPlan {
        Objects.requireNonNull(sender, "sender is null");
        Objects.requireNonNull(timestamp, "timestamp is null");
        Objects.requireNonNull(settle, "settle is null");
        Objects.requireNonNull(measure, "measure is null");
        if (idPrefix.length() != ID_PREFIX_LENGTH) {
            throw new IllegalArgumentException("the id prefix has 24 characters, not " + idPrefix);
        }
        if (connections < 1 || batch < 1 || statementsPerSecond < 0 || sampleEvery < 0) {
            throw new IllegalArgumentException(
                    "connections and batch are at least 1, rate and sampling at least 0");
        }
    }

    /** A prefix of ids that no other run has. */
    public static String newIdPrefix() {
        return UUID.randomUUID().toString().substring(0, ID_PREFIX_LENGTH);
    }

    /** One line of text for {@link #parse}. */
    public String line() {
        return String.join(
                SEPARATOR,
                List.of(
                        Integer.toString(port),
                        sender.format().name(),
                        sender.source(),
                        sender.secret(),
                        idPrefix,
                        timestamp,
                        Integer.toString(connections),
                        Integer.toString(batch),
                        Integer.toString(statementsPerSecond),
                        Integer.toString(sampleEvery),
                        settle.toString(),
                        measure.toString()));
    }

    /** Reads {@link #line}. */
    static LoadPlan parse(String line) {
        String[] field = line.split(SEPARATOR, -1);
        return new LoadPlan(
                Integer.parseInt(field[0]),
                new Sender(Format.valueOf(field[1]), field[2], field[3]),
                field[4],
                field[5],
                Integer.parseInt(field[6]),
                Integer.parseInt(field[7]),
                Integer.parseInt(field[8]),
                Integer.parseInt(field[9]),
                Duration.parse(field[10]),
                Duration.parse(field[11]));
    }

    /** Between the starts of two requests; 0 where the rate is not limited. */
    long intervalNanos() {
        return statementsPerSecond == 0 ? 0 : 1_000_000_000L * batch / statementsPerSecond;
    }
}
