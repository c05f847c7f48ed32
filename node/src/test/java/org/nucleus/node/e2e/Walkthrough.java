package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Types what a page of the documentation tells to type, in a folder as a newcomer has it. */
final class Walkthrough {
    private static final Path REPOSITORY = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern BLOCK =
            Pattern.compile("^```sh\\n(.*?)^```", Pattern.DOTALL | Pattern.MULTILINE);

    private static final Pattern BLOCK_WITH_OUTPUT =
            Pattern.compile(
                    "^```sh\\n(.*?)^```\\n(?:\\s*^```\\n(.*?)^```)?",
                    Pattern.DOTALL | Pattern.MULTILINE);

    private final Path folder;

    Walkthrough(Path folder) {
        this.folder = folder;
    }

    /** A folder with what the commands need of the checkout, and the program under test. */
    void layOutCheckout() throws IOException {
        Files.createSymbolicLink(folder.resolve("docs"), REPOSITORY.resolve("docs"));
        Path nucleus = folder.resolve("nucleus");
        Files.writeString(
                nucleus,
                "#!/bin/sh\nexec '%s' \"$@\"\n"
                        .formatted(String.join("' '", ForkedNucleus.command())));
        Files.setPosixFilePermissions(nucleus, PosixFilePermissions.fromString("rwx------"));
    }

    /** Every line to type of a page, but for starting a node and testing. */
    String commands(String page) throws IOException {
        return onThisNode(
                BLOCK.matcher(Files.readString(REPOSITORY.resolve(page)))
                        .results()
                        .flatMap(block -> block.group(1).lines())
                        .filter(
                                line ->
                                        !line.startsWith("./nucleus up")
                                                && !line.startsWith("mvn "))
                        .collect(Collectors.joining("\n", "", "\n")));
    }

    private String onThisNode(String commands) {
        JsonNode ports;
        try {
            ports = new ObjectMapper().readTree(folder.resolve("data/node.json").toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return commands.replace("localhost:8080", "localhost:" + ports.get("collector"))
                .replace("localhost:8081", "localhost:" + ports.get("admin"));
    }

    /**
     * What a page tells to type at once, and what it says is printed then.
     *
     * @param output empty where the page does not say
     */
    record Block(String commands, String output) {}

    /** The blocks of a page, in order. */
    List<Block> blocks(String page) throws IOException {
        return BLOCK_WITH_OUTPUT
                .matcher(Files.readString(REPOSITORY.resolve(page)))
                .results()
                .map(
                        block ->
                                new Block(
                                        onThisNode(block.group(1)),
                                        Objects.requireNonNullElse(block.group(2), "")))
                .toList();
    }

    String shell(String commands) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "shell", ".txt");
        Process shell =
                new ProcessBuilder(List.of("sh", "-e", "-c", commands))
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        boolean ended = shell.waitFor(120, TimeUnit.SECONDS);
        shell.destroyForcibly();
        String printed = Files.readString(out);
        assertThat(ended).as("still runs: " + printed).isTrue();
        assertThat(shell.exitValue()).as(printed).isZero();
        return printed;
    }
}
