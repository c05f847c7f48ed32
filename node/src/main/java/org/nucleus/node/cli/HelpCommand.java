package org.nucleus.node.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.List;

/** {@code ./nucleus help [COMMAND …]}. */
@Command(
        name = "help",
        description = {"Show the help of Nucleus, or of one command.", ""},
        footer = {"", "Example:", "  ./nucleus help sources add"})
final class HelpCommand implements Runnable {
    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "Which command.")
    private List<String> names = List.of();

    @Override
    public void run() {
        CommandLine command = spec.commandLine().getParent();
        for (String name : names) {
            CommandLine next = command.getSubcommands().get(name);
            if (next == null) {
                throw new CommandLine.ParameterException(
                        spec.commandLine(), "there is no command '" + name + "'");
            }
            command = next;
        }
        command.usage(spec.commandLine().getOut());
    }
}
