package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.runtime.health.StartFailure;

import picocli.CommandLine.Option;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A secret that the sender's side has fixed, and how one is shown. */
final class SecretOption {
    @Option(
            names = "--secret",
            paramLabel = "SECRET",
            description =
                    "Only where the sender's side has fixed it; - reads it from standard input."
                            + " Without it one is made.")
    private String secret;

    /** The secret that was given. */
    Optional<String> given() {
        return "-".equals(secret) ? Optional.of(readLine()) : Optional.ofNullable(secret);
    }

    private static String readLine() {
        try {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            String line = in.readLine();
            if (line == null) {
                throw new StartFailure("standard input holds no secret");
            }
            return line;
        } catch (IOException e) {
            throw new StartFailure("standard input cannot be read", e);
        }
    }

    /** Prints the secret of an answer, if it has one. */
    static void print(JsonNode answer, PrintStream out) {
        if (answer.has("secret")) {
            out.println("  secret  " + answer.path("secret").asText());
            out.println("It is shown this once; the node keeps what it needs to check it.");
        }
    }
}
