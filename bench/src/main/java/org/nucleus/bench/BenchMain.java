package org.nucleus.bench;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./nucleus bench}: measures the node on the machine it is started on. */
@Command(
        name = "nucleus bench",
        description = "Measures the node on this machine.",
        subcommands = {
            CollectorCommand.class,
            FloodCommand.class,
            PipelineCommand.class,
            JmhCommand.class
        },
        mixinStandardHelpOptions = true)
public final class BenchMain {
    private BenchMain() {}

    /** Exit code 0 where every run was measured. */
    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    /** The command line; a bench that cannot go on says so in one sentence and exits with 1. */
    static CommandLine line() {
        return new CommandLine(new BenchMain())
                .setExecutionExceptionHandler(
                        (failure, command, ignored) -> {
                            command.getErr().println("nucleus bench: " + failure.getMessage());
                            return 1;
                        });
    }
}
