package org.nucleus.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./nucleus lake}: what an operator does to the tables. */
@Command(
        name = "lake",
        description = {"Look after the tables of the lake.", ""},
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  ./nucleus lake rewind"})
final class LakeCommand {
    private LakeCommand() {}

    static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new LakeCommand())
                .addSubcommand(new LakeRewindCommand(surroundings));
    }
}
