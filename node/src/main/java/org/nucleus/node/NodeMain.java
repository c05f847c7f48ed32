package org.nucleus.node;

import org.nucleus.node.cli.NucleusCommand;
import org.nucleus.node.cli.Surroundings;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** What {@code ./nucleus} runs. */
public final class NodeMain {
    private NodeMain() {}

    public static void main(String[] args) {
        Surroundings surroundings =
                new Surroundings(
                        Clock.systemUTC(),
                        System.getenv(),
                        utf8(FileDescriptor.out),
                        utf8(FileDescriptor.err));
        System.exit(NucleusCommand.execute(surroundings, args));
    }

    /** The locale of a container is often "C", and what is printed is not ASCII. */
    private static PrintStream utf8(FileDescriptor descriptor) {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(descriptor)),
                true,
                StandardCharsets.UTF_8);
    }
}
