package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.exporter.lake.LakeSettings;
import org.nucleus.exporter.lake.query.QueryFailure;
import org.nucleus.node.settings.NodeSettings;
import org.nucleus.runtime.settings.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./nucleus sources show}. */
@Command(
        name = "show",
        description = {
            "Show one source: what it may do, when something of it was last seen, and how much of"
                    + " it is in the tables; no secrets.",
            ""
        },
        footer = {"", "Example:", "  ./nucleus sources show demo-xapi"})
final class SourcesShowCommand implements Callable<Integer> {
    private static final List<String> MEMBERS =
            List.of("tenant", "format", "scheme", "state", "path");

    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "ID",
            converter = SourceId.Converter.class,
            description = "Id of the source.")
    private SourceId id;

    @Mixin private AdminOptions admin;

    SourcesShowCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        return admin.show(admin.client(surroundings).source(id.text()), surroundings, this::print);
    }

    private void print(JsonNode source) {
        PrintStream out = surroundings.out();
        out.println(source.path("id").asText());
        MEMBERS.forEach(member -> line(member, source.path(member).asText()));
        line("policy", source.path("policy").toString());
        Settings settings = admin.settings(surroundings);
        try {
            InTables seen =
                    InTables.of(
                            LakeSettings.from(settings),
                            NodeSettings.from(settings).dataDir(),
                            id.text());
            line("last seen", seen.lastSeen().orElse("never"));
            line("in tables", "%,d good, %,d failed".formatted(seen.good(), seen.failed()));
        } catch (QueryFailure e) {
            line("last seen", "unknown: " + e.getMessage());
        }
    }

    private void line(String name, String value) {
        surroundings.out().printf("  %-10s %s%n", name, value);
    }
}
