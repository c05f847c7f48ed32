package org.nucleus.bench;

import org.nucleus.bench.fork.Fork;
import org.nucleus.bench.pipeline.PipelineBench;
import org.nucleus.bench.pipeline.PipelinePlan;
import org.nucleus.bench.pipeline.PipelineReport;

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

/** {@code ./nucleus bench pipeline}: the whole node, from answer to table. */
@Command(
        name = "pipeline",
        description = {
            "A whole node under an even load: what it takes, and when it is in the table.",
            "lag is the time from the answer to an agent until a query from another process finds"
                    + " the row; it contains the wait for the next commit (lake.commit.interval)."
        },
        mixinStandardHelpOptions = true)
final class PipelineCommand implements Callable<Integer> {
    @Option(
            names = "--rates",
            split = ",",
            defaultValue = "1000,5000,20000",
            description = "Statements a second. Default: ${DEFAULT-VALUE}.")
    private List<Integer> rates;

    @Option(
            names = "--batch",
            defaultValue = "10",
            description = "Statements in a request. Default: ${DEFAULT-VALUE}.")
    private int batch;

    @Option(
            names = "--seconds",
            defaultValue = "30",
            description = "Of each rate. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--warm-up",
            defaultValue = "30",
            description =
                    "Seconds at the highest rate, before the first. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--jvm",
            description = "Option of the node's process. Default: those of ./nucleus up.")
    private List<String> jvm = Fork.NODE_JVM;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Setting of the node.")
    private List<String> settings = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        String machine = Machine.line();
        PipelinePlan plan =
                new PipelinePlan(
                        rates,
                        batch,
                        Duration.ofSeconds(warmUp),
                        Duration.ofSeconds(seconds),
                        jvm,
                        settings);
        PipelineReport report = PipelineBench.run(plan, progress::println, Clock.systemUTC());
        out.println(machine);
        out.println();
        out.print(report.table());
        out.flush();
        return 0;
    }
}
