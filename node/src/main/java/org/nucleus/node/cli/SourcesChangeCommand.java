package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.node.admin.AdminClient;
import org.nucleus.node.admin.Reply;

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
        AdminClient client = admin.client(surroundings);
        Reply before = client.source(id.text());
        return admin.show(
                client.patch(id.text(), patch),
                surroundings,
                source -> print(before, source, surroundings.out()));
    }

    private static void print(Reply before, JsonNode source, PrintStream out) {
        if (before.isDone(source) && !source.path("authorizationSet").booleanValue()) {
            out.printf(
                    "Source %s was so already; nothing is changed: %s%n",
                    source.path("id").asText(), source.path("policy"));
            return;
        }
        out.printf("Source %s is changed: %s%n", source.path("id").asText(), source.path("policy"));
        if (source.path("authorizationSet").booleanValue()) {
            out.println("Its requests must have the Authorization that was set.");
        }
    }
}
