package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintStream;
import java.util.concurrent.Callable;

/** {@code ./nucleus sources change}. */
@Command(
        name = "change",
        description = {
            "Change what a source may do; what is not named stays, an empty text takes away.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./nucleus sources change lms --namespace https://lms.example.org/ --text",
            "  ./nucleus sources change lms --namespace ''",
            "  ./nucleus sources change jaas --authorization -"
        })
final class SourcesChangeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "ID",
            converter = SourceId.Converter.class,
            description = "Id of the source.")
    private SourceId id;

    @Mixin private PolicyOptions policy;
    @Mixin private AdminOptions admin;

    SourcesChangeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode members = policy.toJson();
        if (members.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "say what to change, such as --text");
        }
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        patch.set("policy", members);
        return admin.show(
                admin.client(surroundings).patch(id.text(), patch),
                surroundings,
                source -> print(source, surroundings.out()));
    }

    private static void print(JsonNode source, PrintStream out) {
        out.printf("Source %s is changed: %s%n", source.path("id").asText(), source.path("policy"));
        if (source.path("authorizationSet").booleanValue()) {
            out.println("Its requests must have the Authorization that was set.");
        }
    }
}
