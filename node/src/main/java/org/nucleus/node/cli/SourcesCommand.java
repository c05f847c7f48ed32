package org.nucleus.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./nucleus sources}: changes the ways in of a running node. */
@Command(
        name = "sources",
        description = {
            "List, add and change sources, the registered ways in, of a running node.",
            "",
            "Without --url it asks the node that runs on the data folder, with the administrator's"
                    + " token of its first run. Changes act within two seconds.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./nucleus sources list",
            "  ./nucleus sources add lms --format xapi",
            "  ./nucleus sources rotate lms --overlap 7d"
        })
final class SourcesCommand {
    private SourcesCommand() {}

    static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new SourcesCommand())
                .addSubcommand(new SourcesListCommand(surroundings))
                .addSubcommand(new SourcesAddCommand(surroundings))
                .addSubcommand(new SourcesChangeCommand(surroundings))
                .addSubcommand(new SourcesRotateCommand(surroundings))
                .addSubcommand("secrets", SourcesSecretsCommand.line(surroundings))
                .addSubcommand("pause", new SourcesStateCommand(surroundings, "pause", "paused"))
                .addSubcommand("resume", new SourcesStateCommand(surroundings, "resume", "active"))
                .addSubcommand(
                        "revoke", new SourcesStateCommand(surroundings, "revoke", "revoked"));
    }
}
