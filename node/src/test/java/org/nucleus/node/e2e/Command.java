package org.nucleus.node.e2e;

import org.nucleus.node.cli.NucleusCommand;
import org.nucleus.node.cli.Surroundings;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * A command run to its end in this process, which takes no time to start.
 *
 * @param exitCode of the process it would have been
 * @param out what it printed on standard output
 * @param err and on standard error
 */
record Command(int exitCode, String out, String err) {
    /** Runs a command that looks for a node in {@code dataDir}. */
    static Command run(Path dataDir, String... arguments) {
        return run(Map.of("DATA_DIR", dataDir.toString()), arguments);
    }

    static Command run(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exitCode =
                NucleusCommand.execute(
                        new Surroundings(
                                Clock.systemUTC(), environment, printer(out), printer(err)),
                        arguments);
        return new Command(
                exitCode,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    private static PrintStream printer(ByteArrayOutputStream into) {
        return new PrintStream(into, true, StandardCharsets.UTF_8);
    }
}
