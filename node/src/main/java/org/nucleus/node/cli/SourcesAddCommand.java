package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.Format;
import org.nucleus.model.Scheme;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.PrintStream;
import java.util.concurrent.Callable;

/** {@code ./nucleus sources add}. */
@Command(
        name = "add",
        description = {"Add a source and print its secret, once.", ""},
        footer = {
            "",
            "Examples:",
            "  ./nucleus sources add lms --format xapi --namespace https://lms.example.org/",
            "  ./nucleus sources add bbb --format bbb --secret - \\",
            "      --public-url https://events.example.org/webhooks/bbb",
            "  ./nucleus sources add jaas --format jaas --secret - --authorization -   # two lines"
        })
final class SourcesAddCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "ID",
            description = "Id of the source, and user name of Basic authentication.")
    private String id;

    @Option(
            names = "--format",
            required = true,
            paramLabel = "FORMAT",
            description = "xapi, caliper, canvas, chime, bbb, jitsi, jaas, classy or json.")
    private Format format;

    @Option(
            names = "--tenant",
            paramLabel = "TENANT",
            description = "Whom it writes for; needed where the node has several.")
    private String tenant;

    @Option(
            names = "--scheme",
            paramLabel = "SCHEME",
            description =
                    "secret, header, checksum, hmac, jwks or origin; without it the usual one of"
                            + " the format.")
    private Scheme scheme;

    @Mixin private SecretOption secret;
    @Mixin private PolicyOptions policy;
    @Mixin private AdminOptions admin;

    SourcesAddCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode source =
                JsonNodeFactory.instance.objectNode().put("id", id).put("format", format.name());
        if (tenant != null) {
            source.put("tenant", tenant);
        }
        if (scheme != null) {
            source.put("scheme", scheme.name());
        }
        secret.given().ifPresent(given -> source.put("secret", given));
        source.set("policy", policy.toJson());
        return admin.show(admin.client(surroundings).add(source), surroundings, this::print);
    }

    private void print(JsonNode source) {
        PrintStream out = surroundings.out();
        out.printf(
                "Source %s sends %s for tenant %s to %s.%n",
                source.path("id").asText(),
                source.path("format").asText(),
                source.path("tenant").asText(),
                source.path("path").asText());
        secret.print(source, out);
    }
}
