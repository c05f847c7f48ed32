package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.nucleus.node.NodeMain;
import org.nucleus.node.data.RunningNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The program as a person runs it: a process of its own, with a working folder, an exit code and
 * what it printed.
 */
final class ForkedNucleus implements AutoCloseable {
    private static final List<String> FREE_PORTS =
            List.of(
                    "--set", "collector.http.port=0",
                    "--set", "admin.http.port=0",
                    "--set", "management.http.port=0",
                    "--set", "kafka.embedded.port=0");

    private static final int FIRST_TO_WARN_OF_UNSAFE = 23;
    private static final Duration READY_WITHIN = Duration.ofMinutes(4);

    private final Process process;
    private final Path out;
    private final Path err;

    private ForkedNucleus(Process process, Path out, Path err) {
        this.process = process;
        this.out = out;
        this.err = err;
    }

    /** The program as {@code ./nucleus} calls it, from the same jars and the same archive. */
    static List<String> command() {
        Path target = Path.of("target").toAbsolutePath();
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx640m", "-XX:TieredStopAtLevel=1"));
        command.add("--enable-native-access=ALL-UNNAMED");
        if (Runtime.version().feature() >= FIRST_TO_WARN_OF_UNSAFE) {
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        command.add("-XX:SharedArchiveFile=" + target.resolve("nucleus.jsa"));
        command.add("-Xlog:cds*=off");
        command.addAll(List.of("-cp", target + "/*:" + target + "/lib/*"));
        command.add(NodeMain.class.getName());
        return command;
    }

    /** The same, under the clock of {@link JumpingClockMain}. */
    private static List<String> jumpingClockCommand() {
        List<String> command = command();
        command.removeIf(option -> option.startsWith("-XX:SharedArchiveFile"));
        int classPath = command.size() - 2;
        Path tests = Path.of("target", "test-classes").toAbsolutePath();
        command.set(classPath, command.get(classPath) + ":" + tests);
        command.set(classPath + 1, JumpingClockMain.class.getName());
        return command;
    }

    /** Starts the program in {@code folder}. */
    static ForkedNucleus start(Path folder, String... arguments) {
        return start(folder, Map.of(), arguments);
    }

    private static ForkedNucleus start(
            Path folder, Map<String, String> environment, String... arguments) {
        List<String> command =
                environment.containsKey(JumpingClockMain.FILE) ? jumpingClockCommand() : command();
        command.addAll(List.of(arguments));
        try {
            Path out = Files.createTempFile(folder, "out", ".txt");
            Path err = Files.createTempFile(folder, "err", ".txt");
            ProcessBuilder builder =
                    new ProcessBuilder(command)
                            .directory(folder.toFile())
                            .redirectOutput(out.toFile())
                            .redirectError(err.toFile());
            builder.environment().keySet().removeIf(name -> !name.equals("PATH"));
            builder.environment().putAll(environment);
            return new ForkedNucleus(builder.start(), out, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts a node on free ports and returns when it says that it is ready. */
    static ForkedNucleus up(Path folder, String... more) throws InterruptedException {
        return up(folder, Map.of(), more);
    }

    /** The same with more in its environment than {@code PATH}. */
    static ForkedNucleus up(Path folder, Map<String, String> environment, String... more)
            throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of("up"));
        arguments.addAll(FREE_PORTS);
        arguments.addAll(List.of(more));
        ForkedNucleus node = start(folder, environment, arguments.toArray(String[]::new));
        node.await("Stop with Ctrl-C");
        return node;
    }

    /** Starts one service over the broker of the node on {@code data}; returns when it is ready. */
    static ForkedNucleus service(String service, Path folder, Path data)
            throws InterruptedException, IOException {
        List<String> properties = new ArrayList<>();
        properties.add("kafka.bootstrap.servers=" + RunningNode.read(data).orElseThrow().kafka());
        Files.readAllLines(data.resolve("kafka-client.properties")).stream()
                .filter(line -> !line.startsWith("#"))
                .forEach(line -> properties.add("kafka.client." + line));
        Files.write(folder.resolve("nucleus.properties"), properties);
        List<String> arguments = new ArrayList<>(List.of("run", service));
        arguments.addAll(FREE_PORTS);
        ForkedNucleus single = start(folder, arguments.toArray(String[]::new));
        single.await(service + " is ready");
        return single;
    }

    /** Runs a command to its end. */
    static ForkedNucleus run(Path folder, String... arguments) throws InterruptedException {
        ForkedNucleus command = start(folder, arguments);
        command.awaitEnd(Duration.ofSeconds(60));
        return command;
    }

    /** Runs a command to its end with more in its environment than {@code PATH}. */
    static ForkedNucleus run(Path folder, Map<String, String> environment, String... arguments)
            throws InterruptedException {
        ForkedNucleus command = start(folder, environment, arguments);
        command.awaitEnd(Duration.ofSeconds(60));
        return command;
    }

    /** Runs a command to its end that finds {@code input} on its standard input. */
    static ForkedNucleus runReading(String input, Path folder, String... arguments)
            throws InterruptedException {
        ForkedNucleus command = start(folder, arguments);
        try (Writer in = command.process.outputWriter()) {
            in.write(input);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        command.awaitEnd(Duration.ofSeconds(60));
        return command;
    }

    private void await(String words) throws InterruptedException {
        long deadline = System.nanoTime() + READY_WITHIN.toNanos();
        while (!out().contains(words)) {
            boolean ended = process.waitFor(50, TimeUnit.MILLISECONDS);
            assertThat(ended).as("ended early: %s%s", out(), err()).isFalse();
            assertThat(System.nanoTime()).as("not ready: " + err()).isLessThan(deadline);
        }
    }

    void awaitEnd(Duration within) throws InterruptedException {
        boolean ended = process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        assertThat(ended).as("still runs: %s%s", out(), err()).isTrue();
    }

    int exitCode() {
        return process.exitValue();
    }

    String out() {
        return read(out);
    }

    String err() {
        return read(err);
    }

    long residentKib() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                .sum();
    }

    /** SIGTERM. */
    void terminate() {
        process.destroy();
    }

    /** SIGKILL; returns when the process is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private static String read(Path path) {
        try {
            return Files.readString(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
