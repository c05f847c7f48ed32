package org.nucleus.node.cli;

import org.nucleus.exporter.lake.query.Screen;

import java.io.PrintStream;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;

/**
 * What a command has around it; handed to all of them by the process's main.
 *
 * @param clock the only source of time
 * @param environment the process's
 * @param out what was asked for
 * @param err everything else
 */
public record Surroundings(
        Clock clock, Map<String, String> environment, PrintStream out, PrintStream err) {
    private static final String WIDTH = "NUCLEUS_COLUMNS";
    private static final String TERMINAL = "NUCLEUS_TERMINAL";

    public Surroundings {
        Objects.requireNonNull(clock, "clock is null");
        environment = Map.copyOf(environment);
        Objects.requireNonNull(out, "out is null");
        Objects.requireNonNull(err, "err is null");
    }

    /** Whether a person watches {@link #err}, as the launcher found out. */
    boolean hasTerminal() {
        return environment.containsKey(TERMINAL);
    }

    /** What {@link #out} is to fit into: a terminal as wide as the launcher found, or nothing. */
    Screen screen() {
        String width = environment.getOrDefault(WIDTH, "");
        return width.matches("[1-9][0-9]{0,3}")
                ? Screen.terminal(Integer.parseInt(width))
                : Screen.NONE;
    }
}
