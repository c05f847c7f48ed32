package org.nucleus.node.cli;

import picocli.CommandLine.Command;

import java.util.Optional;
import java.util.concurrent.Callable;

/** {@code ./nucleus version}. */
@Command(name = "version", description = "Print the version of Nucleus and of Java.")
final class VersionCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    VersionCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        String version =
                Optional.ofNullable(VersionCommand.class.getPackage().getImplementationVersion())
                        .orElse("(from classes)");
        surroundings
                .out()
                .printf(
                        "nucleus %s, Java %s, %s %s%n",
                        version,
                        Runtime.version(),
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"));
        return ExitCode.OK;
    }
}
