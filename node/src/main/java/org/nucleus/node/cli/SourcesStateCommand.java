package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.nucleus.node.admin.AdminClient;
import org.nucleus.node.admin.Reply;

import picocli.CommandLine;
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
        })
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

    /** The command of a verb, with its own example. */
    static CommandLine line(Surroundings surroundings, String verb, String state) {
        CommandLine line = new CommandLine(new SourcesStateCommand(surroundings, verb, state));
        line.setCommandName(verb);
        line.getCommandSpec()
                .usageMessage()
                .footer("", "Example:", "  ./nucleus sources " + verb + " lms");
        return line;
    }

    @Override
    public Integer call() throws InterruptedException {
        AdminClient client = admin.client(surroundings);
        Reply before = client.source(id.text());
        return admin.show(
                client.act(id.text(), verb, JsonNodeFactory.instance.objectNode()),
                surroundings,
                source ->
                        surroundings
                                .out()
                                .printf(
                                        before.isDone(source)
                                                ? "Source %s was %s already; nothing is changed.%n"
                                                : "Source %s is %s.%n",
                                        source.path("id").asText(),
                                        state));
    }
}
