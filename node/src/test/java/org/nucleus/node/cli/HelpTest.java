package org.nucleus.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import picocli.CommandLine;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the command line says of itself. */
final class HelpTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Surroundings surroundings =
            new Surroundings(
                    Clock.systemUTC(),
                    Map.of(),
                    new PrintStream(out, true, StandardCharsets.UTF_8),
                    new PrintStream(err, true, StandardCharsets.UTF_8));

    @Test
    void everyCommandHasHelpWithAnExampleOfItsOwn() {
        List<CommandLine> commands = new ArrayList<>();
        collect(NucleusCommand.line(surroundings), commands);
        assertThat(commands).hasSizeGreaterThan(15);
        Set<String> examples = new HashSet<>();
        for (CommandLine command : commands) {
            String name = command.getCommandSpec().qualifiedName(" ");
            String help = command.getUsageMessage();
            int begin = help.indexOf("Example");
            assertThat(begin).as(name).isPositive();
            assertThat(help.substring(begin)).as(name).contains("./" + name);
            assertThat(examples.add(help.substring(begin))).as(name).isTrue();
        }
    }

    @Test
    void nothingAndHelpShowTheHelp() {
        for (String[] arguments : new String[][] {{}, {"help"}, {"--help"}}) {
            assertThat(run(arguments)).isZero();
            assertThat(said()).contains("Usage: nucleus", "sources", "completion", "./nucleus up");
        }
        for (String[] arguments :
                new String[][] {{"help", "sources", "add"}, {"sources", "add", "--help"}}) {
            assertThat(run(arguments)).isZero();
            assertThat(said()).contains("Usage: nucleus sources add");
        }
        assertThat(run("sources")).isZero();
        assertThat(said()).contains("Usage: nucleus sources");
    }

    @Test
    void theVersionIsAnOptionToo() {
        assertThat(run("--version")).isZero();
        assertThat(said()).startsWith("nucleus ").contains("Java ");
    }

    @Test
    void aMistypedCommandIsToldWhatWasMeant() {
        assertThat(run("staus")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("did you mean 'status'?");
        err.reset();
        assertThat(run("sources", "rotat", "lms")).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("did you mean 'rotate'?");
    }

    @Test
    void bashCanCompleteCommandsAndFormats() {
        assertThat(run("completion", "bash")).isZero();
        assertThat(said())
                .contains("complete -F _complete_nucleus", "credentials", "--format")
                .doesNotContain("rehearse");
    }

    private int run(String... arguments) {
        return NucleusCommand.execute(surroundings, arguments);
    }

    private String said() {
        String text = out.toString(StandardCharsets.UTF_8);
        out.reset();
        return text;
    }

    private static void collect(CommandLine command, List<CommandLine> into) {
        into.add(command);
        command.getSubcommands().values().forEach(next -> collect(next, into));
    }
}
