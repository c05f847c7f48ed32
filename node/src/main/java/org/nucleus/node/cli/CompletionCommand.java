package org.nucleus.node.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code ./nucleus completion bash}. */
@Command(
        name = "completion",
        description = {
            "Print a script that lets a shell complete commands, options and formats.",
            "",
            "The script is for bash; zsh reads it after 'autoload -U bashcompinit; bashcompinit'.",
            ""
        },
        footer = {"", "Example:", "  source <(./nucleus completion bash)"})
final class CompletionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    /** The shells that it can be for. */
    enum Shell {
        BASH,
        ZSH
    }

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "SHELL", description = "bash or zsh; the script is the same.")
    @SuppressWarnings("unused") // one script serves both
    private Shell shell;

    CompletionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        surroundings.out().println(AutoComplete.bash("nucleus", spec.commandLine().getParent()));
        return ExitCode.OK;
    }
}
