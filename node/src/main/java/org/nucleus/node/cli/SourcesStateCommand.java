package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code ./nucleus sources pause}, {@code resume} and {@code revoke}. */
@Command(
        description = {
            "Pause: take nothing from a source for now. Resume: take from it again. Revoke: never"
                    + " again; its id stays taken.",
            ""
        },
        footer = {"", "Example:", "  ./nucleus sources pause lms"})
final class SourcesStateCommand implements Callable<Integer> {
    private final Surroundings surroundings;
    private final String verb;
    private final String state;

    @Parameters(
            paramLabel = "ID",
            converter = SourceId.Converter.class,
            description = "Id of the source.")
    private SourceId id;

    @Mixin private AdminOptions admin;

    SourcesStateCommand(Surroundings surroundings, String verb, String state) {
        this.surroundings = surroundings;
        this.verb = verb;
        this.state = state;
    }

    @Override
    public Integer call() throws InterruptedException {
        return admin.show(
                admin.client(surroundings)
                        .act(id.text(), verb, JsonNodeFactory.instance.objectNode()),
                surroundings,
                source ->
                        surroundings
                                .out()
                                .printf("Source %s is %s.%n", source.path("id").asText(), state));
    }
}
