package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** {@code ./nucleus tenants list}. */
@Command(
        name = "list",
        description = {"List all tenants, retired ones too.", ""},
        footer = {"", "Example:", "  ./nucleus tenants list --json"})
final class TenantsListCommand implements Callable<Integer> {
    private static final List<String> COLUMNS = List.of("id", "name", "zone", "locale", "state");

    private final Surroundings surroundings;

    @Mixin private AdminOptions admin;

    TenantsListCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        return admin.show(admin.client(surroundings).tenants(), surroundings, this::print);
    }

    private void print(JsonNode answer) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(COLUMNS.stream().map(name -> name.toUpperCase(Locale.ROOT)).toList());
        for (JsonNode tenant : answer.path("tenants")) {
            rows.add(COLUMNS.stream().map(column -> tenant.path(column).asText()).toList());
        }
        Columns.print(rows, surroundings.out());
    }
}
