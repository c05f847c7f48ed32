package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;

import picocli.CommandLine.Option;

import java.io.PrintStream;
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
        return "-".equals(secret)
                ? Optional.of(StandardInput.line("--secret"))
                : Optional.ofNullable(secret);
    }

    /** Prints the secret that was made; one that was given is known. */
    void print(JsonNode answer, PrintStream out) {
        if (secret != null) {
            out.println("It has the secret that was given.");
        } else if (answer.has("secret")) {
            out.println("  secret  " + answer.path("secret").asText());
            out.println("It is shown this once; the node keeps what it needs to check it.");
        }
    }
}
