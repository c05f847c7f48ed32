package org.nucleus.node.cli;

import org.nucleus.node.services.House;
import org.nucleus.node.services.LocalNode;
import org.nucleus.node.settings.SettingsSources;
import org.nucleus.runtime.health.StartFailure;

import picocli.CommandLine.Command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Does in one process what people do first with a node, and ends. The build runs it once, for the
 * JVM to keep the classes that it loads in an archive, from which every later start is quicker.
 */
@Command(
        name = "rehearse",
        hidden = true,
        description = {
            "Start a node in a folder of its own, send, query and stop; for the build.",
            ""
        },
        footer = {"", "Example:", "  ./nucleus rehearse"})
final class RehearseCommand implements Callable<Integer> {
    private static final Duration IN_THE_TABLE_WITHIN = Duration.ofSeconds(60);
    private static final long LOOK_AGAIN_MS = 200;
    private static final String STATEMENT =
            """
            {"actor":{"mbox":"mailto:noor@school.example"},\
            "verb":{"id":"http://adlnet.gov/expapi/verbs/experienced"},\
            "object":{"id":"https://school.example/lessons/1"}}
            """;

    private final Surroundings surroundings;

    RehearseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("nucleus-rehearsal-");
        try {
            rehearse(folder);
            return ExitCode.OK;
        } finally {
            remove(folder);
        }
    }

    private void rehearse(Path folder) throws IOException, InterruptedException {
        Map<String, String> environment =
                Map.of(
                        "DATA_DIR", folder.resolve("data").toString(),
                        "LAKE_COMMIT_INTERVAL", "500ms",
                        "COLLECTOR_HTTP_PORT", "0",
                        "ADMIN_HTTP_PORT", "0",
                        "MANAGEMENT_HTTP_PORT", "0",
                        "KAFKA_EMBEDDED_PORT", "0");
        LocalNode node =
                LocalNode.start(
                        new SettingsSources(Optional.empty(), environment, Map.of())
                                .load(House.SETTINGS),
                        surroundings.clock(),
                        words -> surroundings.err().println("nucleus: " + words));
        try {
            Path file = Files.writeString(folder.resolve("statement.json"), STATEMENT);
            said(environment, "send", "--format", "xapi", file.toString());
            said(environment, "status");
            said(environment, "sources", "list");
            awaitInTheTable(environment);
        } finally {
            node.close();
        }
    }

    private void awaitInTheTable(Map<String, String> environment) throws InterruptedException {
        long deadline = System.nanoTime() + IN_THE_TABLE_WITHIN.toNanos();
        while (!said(environment, "query", "select object_id from events").contains("lessons/1")) {
            if (System.nanoTime() > deadline) {
                throw new StartFailure("what was sent did not reach the table");
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
        }
    }

    /** What a command prints; all must do what they are told. */
    private String said(Map<String, String> environment, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream printed = new PrintStream(out, true, StandardCharsets.UTF_8);
        Surroundings own =
                new Surroundings(surroundings.clock(), environment, printed, surroundings.err());
        if (NucleusCommand.execute(own, arguments) != ExitCode.OK) {
            throw new StartFailure(arguments[0] + " failed");
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
