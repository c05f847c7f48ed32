package org.nucleus.bench.fork;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A JVM with this one's class path that does one job for the bench: lines go to its standard input,
 * lines come back from its {@link ParentLine}. It ends when its input ends, so also when this
 * process is killed.
 */
public final class Fork implements AutoCloseable {
    /** What {@code ./nucleus} gives to a node's process. */
    public static final List<String> NODE_JVM =
            List.of(
                    "-XX:+UseG1GC",
                    "-Xms128m",
                    "-Xmx640m",
                    "-XX:MaxDirectMemorySize=256m",
                    "-XX:G1PeriodicGCInterval=60000");

    private static final long CLOSE_SECONDS = 15;
    private static final int ASKS_ABOUT_UNSAFE = 23;

    private final String name;
    private final Process process;
    private final BufferedWriter toChild;
    private final BufferedReader fromChild;

    private Fork(String name, Process process) {
        this.name = name;
        this.process = process;
        this.toChild = process.outputWriter(StandardCharsets.UTF_8);
        this.fromChild = process.inputReader(StandardCharsets.UTF_8);
    }

    /**
     * Starts a JVM.
     *
     * @param name for messages
     * @param jvmOptions such as {@code -Xmx512m}
     * @param mainClass and what it is given
     */
    public static Fork start(
            String name, List<String> jvmOptions, Class<?> mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(quiet());
        command.addAll(jvmOptions);
        command.add("-cp");
        command.add(System.getProperty("java.class.path"));
        command.add(mainClass.getName());
        command.addAll(arguments);
        try {
            return new Fork(
                    name,
                    new ProcessBuilder(command)
                            .redirectError(ProcessBuilder.Redirect.INHERIT)
                            .start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the process of the " + name, e);
        }
    }

    /** Kafka and Netty use native code and Unsafe; newer JDKs warn unless told that it is meant. */
    private static List<String> quiet() {
        String nativeCode = "--enable-native-access=ALL-UNNAMED";
        return Runtime.version().feature() < ASKS_ABOUT_UNSAFE
                ? List.of(nativeCode)
                : List.of(nativeCode, "--sun-misc-unsafe-memory-access=allow");
    }

    /** What it next says; waits for it. */
    public String hear() {
        try {
            for (String line = fromChild.readLine(); line != null; line = fromChild.readLine()) {
                if (line.startsWith(ParentLine.MARK)) {
                    return line.substring(ParentLine.MARK.length());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot hear the " + name, e);
        }
        throw new IllegalStateException("the process of the " + name + " ended too early");
    }

    /** Sends it a line and waits for its answer. */
    public String ask(String line) {
        try {
            toChild.write(line);
            toChild.newLine();
            toChild.flush();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot speak to the " + name, e);
        }
        return hear();
    }

    /** Processor time of all its threads since it started, from the operating system. */
    public Duration cpu() {
        return process.info()
                .totalCpuDuration()
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "this system does not tell a process's CPU time"));
    }

    /** Ends it: politely, and after 15 s by force. */
    @Override
    public void close() {
        try {
            toChild.close();
            if (!process.waitFor(CLOSE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
