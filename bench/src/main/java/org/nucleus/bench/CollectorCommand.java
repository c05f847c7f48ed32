package org.nucleus.bench;

import org.nucleus.bench.door.DoorBench;
import org.nucleus.bench.door.DoorPlan;
import org.nucleus.bench.door.DoorReport;
import org.nucleus.bench.fork.Fork;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./nucleus bench collector}: the door against its floor. */
@Command(
        name = "collector",
        description = {
            "The collector beside its floor, on one broker, in turns.",
            "floor: a bare HTTP server that appends each body as one record, acks=all, with the"
                    + " collector's producer settings; no authentication, no look at the body.",
            "floor, as logged: the same, but every statement becomes a record of its own with a"
                    + " key, as the log's order demands; a batch is cut apart by counting bytes.",
            "collector: with authentication and full validation, one record a statement.",
            "Loads: xAPI singles over 64 and 256 connections and batches of 50; then single events"
                    + " of Caliper and of every webhook format over 64, each proved as its senders"
                    + " do. All of it takes about a quarter of an hour, xAPI alone five minutes."
        },
        mixinStandardHelpOptions = true)
final class CollectorCommand implements Callable<Integer> {
    @Option(
            names = "--seconds",
            defaultValue = "5",
            description = "Of each measurement. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Option(
            names = "--rounds",
            defaultValue = "5",
            description =
                    "Measurements of each side under each load, in turns. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "8",
            description = "Seconds of each side under each load. Default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--quick",
            description = "One round of half a second, no warm-up: does it run at all?")
    private boolean quick;

    @Option(
            names = "--only",
            defaultValue = "",
            description =
                    "Only loads whose name contains this or whose format it is, such as xapi,"
                            + " batch, caliper, webhooks or canvas.")
    private String only;

    @Option(names = "--json", description = "Also writes the figures there.")
    private Path json;

    @Option(
            names = "--jvm",
            description = "Option of every side's process. Default: those of ./nucleus run.")
    private List<String> jvm = Fork.NODE_JVM;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Setting of every side, such as collector.producer.compression=none.")
    private List<String> settings = new ArrayList<>();

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        String machine = Machine.line();
        DoorReport report = DoorBench.run(plan(), progress::println, Clock.systemUTC());
        out.println(machine);
        out.println();
        out.print(report.table());
        out.flush();
        if (json != null) {
            Files.writeString(json, report.json(machine));
        }
        return 0;
    }

    private DoorPlan plan() {
        return new DoorPlan(
                DoorPlan.everyTraffic(only),
                quick ? 1 : rounds,
                Duration.ofSeconds(quick ? 0 : warmUp),
                quick ? Duration.ofMillis(500) : Duration.ofSeconds(seconds),
                jvm,
                settings);
    }
}
