package org.nucleus.node.cli;

import org.nucleus.node.services.House;
import org.nucleus.node.services.SingleService;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.settings.Settings;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code ./nucleus run SERVICE}: one service alone, for a cluster. */
@Command(
        name = "run",
        description = {
            "Run one service alone against a Kafka cluster, until it is told to stop.",
            "",
            "Services: collector, processor, exporter-lake, admin-api. Start as many copies of each"
                    + " as you like, each with a data.dir of its own. Logs go to standard output.",
            ""
        },
        footer = {
            "",
            "Example:",
            "  KAFKA_BOOTSTRAP_SERVERS=kafka-1:9092,kafka-2:9092 ./nucleus run collector"
        })
final class RunCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "SERVICE", description = "Which one.")
    private String service;

    @Mixin private SettingsOptions settings;

    RunCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!House.SERVICES.contains(service)) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "there is no service '%s'; there are %s"
                            .formatted(service, String.join(", ", House.SERVICES)));
        }
        Settings loaded = settings.load(surroundings);
        if (KafkaSettings.from(loaded).bootstrapServers().isBlank()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(),
                    "a service alone needs a Kafka cluster: set KAFKA_BOOTSTRAP_SERVERS=host:port"
                            + " (without one, ./nucleus up runs everything)");
        }
        StopSignal stop = new StopSignal(surroundings.err());
        SingleService single;
        try {
            single = SingleService.start(service, loaded, surroundings.clock());
        } catch (RuntimeException e) {
            stop.forget();
            throw e;
        }
        stop.closes(single);
        single.port()
                .ifPresent(
                        port ->
                                surroundings
                                        .out()
                                        .println(service + " listens on http://localhost:" + port));
        surroundings
                .out()
                .printf(
                        "%s is ready; health on http://localhost:%d/health/ready%n",
                        service, single.managementPort());
        new Watch(single, surroundings).until(stop);
        Thread.currentThread().join();
        return ExitCode.OK;
    }
}
