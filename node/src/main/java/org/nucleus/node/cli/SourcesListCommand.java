package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code ./nucleus sources list}. */
@Command(
        name = "list",
        description = {"List all sources; no secrets.", ""},
        footer = {"", "Example:", "  ./nucleus sources list --json"})
final class SourcesListCommand implements Callable<Integer> {
    private static final List<String> COLUMNS =
            List.of("id", "tenant", "format", "scheme", "state", "path");

    private final Surroundings surroundings;

    @Mixin private AdminOptions admin;

    SourcesListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        return admin.show(admin.client(surroundings).sources(), surroundings, this::print);
    }

    private void print(JsonNode answer) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        for (JsonNode source : answer.path("sources")) {
            rows.add(COLUMNS.stream().map(column -> source.path(column).asText()).toList());
        }
        Columns.print(rows, surroundings.out());
    }
}
