package org.nucleus.node.cli;

import org.nucleus.model.Format;
import org.nucleus.node.data.RunningNode;
import org.nucleus.node.firstrun.Credentials;
import org.nucleus.node.services.LocalNode;
import org.nucleus.runtime.settings.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.PrintStream;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ./nucleus up}: the whole house in one process, until it is told to stop. */
@Command(
        name = "up",
        description = {
            "Run a whole node in this process: broker, collector, processor, exporter, admin API.",
            "",
            "Needs no setting. Keeps everything under ./data. On the first start it makes a tenant,"
                    + " one source a format and an administrator, and prints their credentials"
                    + " once. Ctrl-C stops it; the next start goes on where it was.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./nucleus up",
            "  ./nucleus up --set collector.http.port=9080 --set data.dir=/var/lib/nucleus",
            "  KAFKA_BOOTSTRAP_SERVERS=kafka-1:9092 ./nucleus up      # over a cluster, no broker"
                    + " of its own"
        })
final class UpCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin private SettingsOptions settings;

    UpCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Settings loaded = settings.load(surroundings);
        StopSignal stop = new StopSignal(surroundings.err());
        LocalNode node;
        try {
            node =
                    LocalNode.start(
                            loaded,
                            surroundings.clock(),
                            words -> surroundings.err().println("nucleus: " + words));
        } catch (RuntimeException e) {
            stop.forget();
            throw e;
        }
        stop.closes(node);
        greet(node);
        new Watch(node, surroundings).until(stop);
        Thread.currentThread().join();
        return ExitCode.OK;
    }

    private void greet(LocalNode node) {
        PrintStream out = surroundings.out();
        RunningNode doors = node.doors();
        out.println("Nucleus is ready.");
        doors.collectorUrl()
                .ifPresent(
                        url ->
                                out.println(
                                        "  collector   " + url + "  (/xapi/statements, /caliper)"));
        doors.adminUrl()
                .ifPresent(
                        url ->
                                out.println(
                                        "  admin API   "
                                                + url
                                                + "  (./nucleus sources, /openapi.json)"));
        out.println("  health      " + doors.managementUrl() + "/health/ready");
        out.println("  metrics     " + doors.managementUrl() + "/metrics");
        out.println("  Kafka       " + doors.kafka());
        out.println("  data        " + node.dataDir());
        node.made().ifPresent(made -> introduce(made, node));
        out.println("Stop with Ctrl-C.");
        out.flush();
    }

    private void introduce(Credentials made, LocalNode node) {
        PrintStream out = surroundings.out();
        out.println();
        out.println(
                "First run: these are shown once and kept in " + Credentials.file(node.dataDir()));
        out.println("  tenant      " + made.tenant());
        out.printf("  admin       %s  %s%n", made.admin().user(), made.admin().password());
        made.admin().token().ifPresent(token -> out.println("  token       " + token));
        for (Credentials.SourceSecret source : made.sources()) {
            out.printf("  %-10s  %s  %s%n", source.format(), source.id(), source.secret());
        }
        Optional<Credentials.SourceSecret> xapi = made.source(Format.XAPI);
        xapi.ifPresent(
                source ->
                        out.printf(
                                EXAMPLE,
                                source.id(),
                                source.secret(),
                                node.doors().collectorUrl().orElseThrow()));
    }

    private static final String EXAMPLE =
            """

            Send a first event from another terminal:
              curl -u %s:%s \\
                -H 'X-Experience-API-Version: 1.0.3' -H 'Content-Type: application/json' \\
                -d '{"actor":{"mbox":"mailto:noor@school.example"},"verb":{"id":"http://adlnet.gov/expapi/verbs/experienced"},"object":{"id":"https://school.example/lessons/1"}}' \\
                %s/xapi/statements
            and see it in the table a few seconds later:
              ./nucleus query "select event_time, verb, object_id from events"

            """;
}
