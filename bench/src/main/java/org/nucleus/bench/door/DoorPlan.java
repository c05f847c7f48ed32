package org.nucleus.bench.door;

import org.nucleus.model.Format;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What one run of the collector's bench does.
 *
 * @param traffic kinds of load
 * @param rounds in each of which every side is measured once under every kind
 * @param warmUp of every side under every kind, before the first round; may be zero
 * @param measure of one measurement
 * @param jvm options of both sides' processes
 * @param settings {@code key=value}, for both sides
 */
public record DoorPlan(
        List<Traffic> traffic,
        int rounds,
        Duration warmUp,
        Duration measure,
        List<String> jvm,
        List<String> settings) {
    /** How long a side is under load before each measurement begins. */
    static final Duration SETTLE = Duration.ofMillis(500);

    /** Statements of a request in the batch case. */
    static final int BATCH = 50;

    /** All that agents and platforms send beside statements. */
    static final List<Format> FORMATS =
            List.of(
                    Format.CALIPER,
                    Format.CANVAS,
                    Format.CHIME,
                    Format.BBB,
                    Format.JITSI,
                    Format.JAAS,
                    Format.CLASSY,
                    Format.JSON);

    public DoorPlan {
        traffic = List.copyOf(traffic);
        Objects.requireNonNull(warmUp, "warmUp is null");
        Objects.requireNonNull(measure, "measure is null");
        jvm = List.copyOf(jvm);
        settings = List.copyOf(settings);
        if (rounds < 1 || traffic.isEmpty()) {
            throw new IllegalArgumentException("at least one round of one kind of load");
        }
    }

    /**
     * Single statements at 64 and 256 connections and batches of 50 at 64; then every other format
     * at 64, an event a request.
     *
     * @param only part of the names to keep, or the name of a format; empty for all
     */
    public static List<Traffic> everyTraffic(String only) {
        return Stream.concat(
                        Stream.of(
                                Traffic.singles(64),
                                Traffic.singles(256),
                                Traffic.batches(BATCH, 64)),
                        FORMATS.stream().map(format -> Traffic.of(format, 64)))
                .filter(traffic -> traffic.isCalled(only.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
