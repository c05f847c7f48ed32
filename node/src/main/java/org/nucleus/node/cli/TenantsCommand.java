package org.nucleus.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** {@code ./nucleus tenants}: whom the sources of a running node write for. */
@Command(
        name = "tenants",
        description = {
            "List, add, change and retire tenants, whom sources write for, of a running node.",
            "",
            "Without --url it asks the node that runs on the data folder, with the administrator's"
                    + " token of its first run.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./nucleus tenants list",
            "  ./nucleus tenants add north --name 'Northern district' --zone Europe/Berlin",
            "  ./nucleus sources add north-lms --format xapi --tenant north"
        })
final class TenantsCommand {
    private TenantsCommand() {}

    static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new TenantsCommand())
                .addSubcommand(new TenantsListCommand(surroundings))
                .addSubcommand(new TenantsAddCommand(surroundings))
                .addSubcommand(new TenantsChangeCommand(surroundings))
                .addSubcommand(new TenantsRetireCommand(surroundings));
    }
}
