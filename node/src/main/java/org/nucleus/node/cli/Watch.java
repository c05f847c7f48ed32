package org.nucleus.node.cli;

import org.nucleus.node.services.Counts;
import org.nucleus.node.services.Running;
import org.nucleus.runtime.health.Health;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Map.Entry;

/**
 * What a person sees while services run: a line when a service's health changes and, on a terminal,
 * one line of counts that is rewritten in place.
 */
final class Watch {
    private static final Duration EVERY = Duration.ofSeconds(2);
    private static final String CLEAR_LINE = "\r\u001b[K";

    private final Running services;
    private final PrintStream err;
    private final boolean terminal;
    private Map<String, Health> told = Map.of();

    Watch(Running services, Surroundings surroundings) {
        this.services = services;
        this.err = surroundings.err();
        this.terminal = surroundings.hasTerminal();
    }

    /** Returns when the process is to stop. */
    void until(StopSignal stop) throws InterruptedException {
        long from = System.nanoTime();
        long received = 0;
        while (!stop.cameWithin(EVERY)) {
            tellChanges();
            Counts counts = services.counts();
            if (terminal) {
                long perSecond = (counts.received() - received) / EVERY.toSeconds();
                Duration up = Duration.ofNanos(System.nanoTime() - from);
                err.print(CLEAR_LINE + line(up, counts, perSecond));
                err.flush();
            }
            received = counts.received();
        }
        if (terminal) {
            err.print(CLEAR_LINE);
        }
    }

    private void tellChanges() {
        Map<String, Health> now = services.checks();
        for (Entry<String, Health> check : now.entrySet()) {
            if (!check.getValue().equals(told.getOrDefault(check.getKey(), Health.UP))) {
                if (terminal) {
                    err.print(CLEAR_LINE);
                }
                switch (check.getValue()) {
                    case Health.Up ignored -> err.printf("%s works again%n", check.getKey());
                    case Health.Degraded degraded ->
                            err.printf("%s lacks a part: %s%n", check.getKey(), degraded.reason());
                    case Health.Down down ->
                            err.printf("%s is down: %s%n", check.getKey(), down.reason());
                }
            }
        }
        told = now;
    }

    private static String line(Duration up, Counts counts, long perSecond) {
        return String.format(
                Locale.ROOT,
                "up %d:%02d:%02d · %,d received (%,d/s) = %,d good + %,d failed + %,d duplicate +"
                        + " %,d on the way",
                up.toHours(),
                up.toMinutesPart(),
                up.toSecondsPart(),
                counts.received(),
                perSecond,
                counts.good(),
                counts.failed(),
                counts.duplicate(),
                counts.onTheWay());
    }
}
