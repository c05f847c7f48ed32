package org.nucleus.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ./nucleus sources}: changes the ways in of a running node. */
@Command(
        name = "sources",
        description = {
            "List, show, add and change sources, the registered ways in, of a running node.",
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
final class SourcesCommand implements Runnable {
    @Spec private CommandSpec spec;

    private SourcesCommand() {}

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new SourcesCommand())
                .addSubcommand(new SourcesListCommand(surroundings))
                .addSubcommand(new SourcesShowCommand(surroundings))
                .addSubcommand(new SourcesAddCommand(surroundings))
                .addSubcommand(new SourcesChangeCommand(surroundings))
                .addSubcommand(new SourcesRotateCommand(surroundings))
                .addSubcommand("secrets", SourcesSecretsCommand.line(surroundings))
                .addSubcommand(SourcesStateCommand.line(surroundings, "pause", "paused"))
                .addSubcommand(SourcesStateCommand.line(surroundings, "resume", "active"))
                .addSubcommand(SourcesStateCommand.line(surroundings, "revoke", "revoked"));
    }
}
