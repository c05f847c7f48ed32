package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.nucleus.node.data.RunningNode;
import org.nucleus.node.settings.NodeSettings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ./nucleus status}: asks the node that runs on the data folder how it is. */
@Command(
        name = "status",
        description = {
            "Say whether a node runs on the data folder, where its doors are, and what became of"
                    + " the events that it received since its start.",
            "",
            "Good events and failed ones are in the tables. Duplicates were seen before. What is on"
                    + " the way reaches a table soon.",
            "",
            "Exit code 0 when it is ready, 1 when it is not or none runs.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./nucleus status --set data.dir=/var/lib/nucleus",
            "  ./nucleus status --json"
        })
final class StatusCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(names = "--json", description = "Print the answer as JSON, for scripts.")
    private boolean json;

    @Mixin private SettingsOptions settings;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        Path dataDir = NodeSettings.from(settings.load(surroundings)).dataDir();
        Optional<RunningNode> node = RunningNode.read(dataDir);
        if (node.isEmpty()) {
            return none(
                    "No node runs on %s%s."
                            .formatted(
                                    dataDir,
                                    Files.isDirectory(dataDir) ? "" : ", which does not exist"));
        }
        try {
            NodeStatus status = NodeStatus.of(node.get());
            if (json) {
                surroundings.out().println(status.toJson().toPrettyString());
            } else {
                status.print(surroundings.out());
            }
            return status.ready() ? ExitCode.OK : ExitCode.FAILURE;
        } catch (IOException e) {
            return none(
                    "No node answers for %s; the last one ended without cleaning up."
                            .formatted(dataDir));
        }
    }

    private int none(String reason) {
        surroundings
                .out()
                .println(
                        json
                                ? JsonNodeFactory.instance
                                        .objectNode()
                                        .put("ready", false)
                                        .put("reason", reason)
                                        .toPrettyString()
                                : reason);
        return ExitCode.FAILURE;
    }
}
