package org.nucleus.bench;

import org.nucleus.bench.door.FloodBench;
import org.nucleus.bench.door.FloodPlan;
import org.nucleus.bench.fork.Fork;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./nucleus bench flood}: what many sources feel of one that floods. */
@Command(
        name = "flood",
        description = {
            "Many sources at an even rate, alone and beside one that sends as fast as it can.",
            "Prints the ratio of the others' p99; an answer to them that is not 2xx voids the run."
        },
        mixinStandardHelpOptions = true)
final class FloodCommand implements Callable<Integer> {
    @Option(
            names = "--others",
            defaultValue = "63",
            description = "Sources beside the one that floods. Default: ${DEFAULT-VALUE}.")
    private int others;

    @Option(
            names = "--rate",
            defaultValue = "1260",
            description = "Statements a second of all others. Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--connections",
            defaultValue = "256",
            description = "Of the source that floods. Default: ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description = "Each alone and beside the flood. Default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "Of each measurement. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "10",
            description = "Seconds, alone and beside the flood. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--jvm",
            description = "Option of the collector's process. Default: those of ./nucleus run.")
    private List<String> jvm = Fork.NODE_JVM;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Setting of the collector.")
    private List<String> settings = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        String machine = Machine.line();
        FloodPlan plan =
                new FloodPlan(
                        others,
                        rate,
                        connections,
                        rounds,
                        Duration.ofSeconds(warmUp),
                        Duration.ofSeconds(seconds),
                        jvm,
                        settings);
        String table =
                FloodBench.run(plan, spec.commandLine().getErr()::println, Clock.systemUTC())
                        .table();
        out.println(machine);
        out.println();
        out.print(table);
        out.flush();
        return 0;
    }
}
