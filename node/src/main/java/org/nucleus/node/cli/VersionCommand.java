package org.nucleus.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ./nucleus version}. */
@Command(
        name = "version",
        description = {"Print the version of Nucleus and of Java.", ""},
        footer = {"", "Example:", "  ./nucleus version"})
final class VersionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    VersionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** For {@code ./nucleus --version}. */
    static final class Provider implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {version()};
        }
    }

    @Override
    public Integer call() {
        surroundings.out().println(version());
        return ExitCode.OK;
    }

    private static String version() {
        String version =
                Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                        .orElse("(from classes)");
        return "nucleus %s, Java %s, %s %s"
                .formatted(
                        version,
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
    }
}
