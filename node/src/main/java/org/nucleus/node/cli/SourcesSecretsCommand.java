package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.Credential;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./nucleus sources secrets}: several secrets of one source, as a pool of servers has. */
@Command(
        name = "secrets",
        description = {
            "List, add and remove the secrets of a source. A pool of servers behind one source has"
                    + " one for each; any of them will do.",
            ""
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ./nucleus sources secrets list bbb",
            "  ./nucleus sources secrets add bbb --label node-2 --secret -",
            "  ./nucleus sources secrets remove bbb node-2"
        })
final class SourcesSecretsCommand {
    private SourcesSecretsCommand() {}

    static CommandLine line(Surroundings surroundings) {
        return new CommandLine(new SourcesSecretsCommand())
                .addSubcommand(new Show(surroundings))
                .addSubcommand(new Add(surroundings))
                .addSubcommand(new Remove(surroundings));
    }

    /** A label or a fingerprint, which has the form of one. */
    static final class LabelConverter implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (!Credential.isLabel(text)) {
                throw new TypeConversionException(
                        "'%s' is no label; give 1 to 64 letters, digits, '.', '_', '-'"
                                .formatted(text));
            }
            return text;
        }
    }

    private static void print(JsonNode source, Surroundings surroundings) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("LABEL", "FINGERPRINT", "GOOD"));
        for (JsonNode secret : source.path("secrets")) {
            rows.add(
                    List.of(
                            secret.path("label").asText(),
                            secret.path("fingerprint").asText(),
                            secret.has("expires")
                                    ? "until " + secret.path("expires").asText()
                                    : "in use"));
        }
        Columns.print(rows, surroundings.out());
    }

    /** {@code list}. */
    @Command(
            name = "list",
            description = {"List the secrets of a source by label and fingerprint.", ""},
            footer = {"", "Example:", "  ./nucleus sources secrets list bbb"})
    private static final class Show implements Callable<Integer> {
        private final Surroundings surroundings;

        @Parameters(
                paramLabel = "ID",
                converter = SourceId.Converter.class,
                description = "Id of the source.")
        private SourceId id;

        @Mixin private AdminOptions admin;

        private Show(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() throws InterruptedException {
            return admin.show(
                    admin.client(surroundings).source(id.text()),
                    surroundings,
                    source -> print(source, surroundings));
        }
    }

    /** {@code add}. */
    @Command(
            name = "add",
            description = {
                "Give a source one more secret and print it, once; the others stay good.",
                ""
            },
            footer = {
                "",
                "Example:",
                "  ./nucleus sources secrets add bbb --label node-2 --secret -"
            })
    private static final class Add implements Callable<Integer> {
        private final Surroundings surroundings;

        @Parameters(
                paramLabel = "ID",
                converter = SourceId.Converter.class,
                description = "Id of the source.")
        private SourceId id;

        @Option(
                names = "--label",
                paramLabel = "LABEL",
                required = true,
                converter = LabelConverter.class,
                description = "Names the secret, such as the server that has it.")
        private String label;

        @Mixin private SecretOption secret;
        @Mixin private AdminOptions admin;

        private Add(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() throws InterruptedException {
            ObjectNode body = JsonNodeFactory.instance.objectNode().put("label", label);
            secret.given().ifPresent(given -> body.put("secret", given));
            return admin.show(
                    admin.client(surroundings).act(id.text(), "secrets", body),
                    surroundings,
                    source -> {
                        surroundings
                                .out()
                                .printf(
                                        "Source %s has a secret %s.%n",
                                        source.path("id").asText(), label);
                        secret.print(source, surroundings.out());
                    });
        }
    }

    /** {@code remove}. */
    @Command(
            name = "remove",
            description = {
                "Take a secret from a source, at once. The last one in use cannot be taken: add"
                        + " another first.",
                ""
            },
            footer = {"", "Example:", "  ./nucleus sources secrets remove bbb node-2"})
    private static final class Remove implements Callable<Integer> {
        private final Surroundings surroundings;

        @Parameters(
                index = "0",
                paramLabel = "ID",
                converter = SourceId.Converter.class,
                description = "Id of the source.")
        private SourceId id;

        @Parameters(
                index = "1",
                paramLabel = "SECRET",
                converter = LabelConverter.class,
                description = "Label of the secrets, or fingerprint of one, as list shows them.")
        private String secret;

        @Mixin private AdminOptions admin;

        private Remove(Surroundings surroundings) {
            this.surroundings = surroundings;
        }

        @Override
        public Integer call() throws InterruptedException {
            return admin.show(
                    admin.client(surroundings).removeSecret(id.text(), secret),
                    surroundings,
                    source -> print(source, surroundings));
        }
    }
}
