package org.nucleus.node.cli;

import org.nucleus.exporter.lake.query.QueryFailure;
import org.nucleus.node.settings.InvalidSettings;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The command line as a whole. Every failure is told in one sentence on standard error; exit code 1
 * means that it did not work, 2 that it was called or set wrongly.
 */
@Command(
        name = "nucleus",
        description = "An open learning-event node: takes learning events in, and makes tables.",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = VersionCommand.Provider.class,
        footer = {
            "",
            "Exit codes: 0 done, 1 failed, 2 called or set wrongly.",
            "Help on a command: ./nucleus COMMAND --help",
            "",
            "Example:",
            "  ./nucleus up"
        })
public final class NucleusCommand implements Runnable {
    private static final Logger log = LoggerFactory.getLogger(NucleusCommand.class);

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show this help.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version of Nucleus and of Java.")
    @SuppressWarnings("unused") // picocli reads it
    private boolean version;

    @Spec private CommandSpec spec;

    private NucleusCommand() {}

    /** Without a command there is nothing to do but to say what there is. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Does what {@code args} say; returns the exit code. */
    public static int execute(Surroundings surroundings, String... args) {
        return line(surroundings).execute(args);
    }

    static CommandLine line(Surroundings surroundings) {
        CommandLine line =
                new CommandLine(new NucleusCommand())
                        .addSubcommand(new UpCommand(surroundings))
                        .addSubcommand(new SendCommand(surroundings))
                        .addSubcommand(new QueryCommand(surroundings))
                        .addSubcommand(new StatusCommand(surroundings))
                        .addSubcommand(new RunCommand(surroundings))
                        .addSubcommand(SourcesCommand.line(surroundings))
                        .addSubcommand(TenantsCommand.line(surroundings))
                        .addSubcommand(LakeCommand.line(surroundings))
                        .addSubcommand(new CredentialsCommand(surroundings))
                        .addSubcommand(new VersionCommand(surroundings))
                        .addSubcommand(new CompletionCommand(surroundings))
                        .addSubcommand(new HelpCommand())
                        .addSubcommand(new RehearseCommand(surroundings));
        line.setOut(new PrintWriter(surroundings.out(), true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(surroundings.err(), true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> report(failure, surroundings));
        line.setParameterExceptionHandler(NucleusCommand::reportUsage);
        return line;
    }

    private static int report(Exception failure, Surroundings surroundings) {
        switch (failure) {
            case InvalidSettings invalid -> {
                invalid.problems().forEach(problem -> say(surroundings, problem));
                return ExitCode.USAGE;
            }
            case StartFailure told -> {
                log.atWarn().setCause(told).log("Start failed");
                say(surroundings, told.getMessage());
            }
            case QueryFailure told -> say(surroundings, told.getMessage());
            case UncheckedIOException told -> say(surroundings, told.getCause().getMessage());
            default -> {
                log.atError().setCause(failure).log("Command failed");
                say(surroundings, "this is a defect: " + Failures.reason(failure));
            }
        }
        return ExitCode.FAILURE;
    }

    private static int reportUsage(CommandLine.ParameterException failure, String[] args) {
        CommandLine command = failure.getCommandLine();
        command.getErr().println("nucleus: " + failure.getMessage() + suggestion(failure));
        command.getErr()
                .println("Try './" + command.getCommandSpec().qualifiedName(" ") + " --help'.");
        return ExitCode.USAGE;
    }

    private static String suggestion(CommandLine.ParameterException failure) {
        return failure instanceof CommandLine.UnmatchedArgumentException unmatched
                        && !unmatched.getSuggestions().isEmpty()
                ? "; did you mean '" + unmatched.getSuggestions().getFirst() + "'?"
                : "";
    }

    private static void say(Surroundings surroundings, String sentence) {
        surroundings.err().println("nucleus: " + sentence);
    }
}
