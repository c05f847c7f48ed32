package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.Option;

import java.io.PrintStream;

/** What can be said of a tenant. */
final class TenantOptions {
    @Option(names = "--name", paramLabel = "NAME", description = "For people to read.")
    private String name;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Time zone in which its days begin, such as Europe/Berlin.")
    private String zone;

    @Option(
            names = "--locale",
            paramLabel = "TAG",
            description = "Language in which its people read, such as de or en-US.")
    private String locale;

    /** Adds what was given. */
    void putInto(ObjectNode tenant) {
        put(tenant, "name", name);
        put(tenant, "zone", zone);
        put(tenant, "locale", locale);
    }

    private static void put(ObjectNode tenant, String member, String given) {
        if (given != null) {
            tenant.put(member, given);
        }
    }

    static void print(JsonNode tenant, PrintStream out) {
        out.printf(
                "Tenant %s is %s: \"%s\", time zone %s, language %s.%n",
                tenant.path("id").asText(),
                tenant.path("state").asText().equals("ACTIVE") ? "active" : "retired",
                tenant.path("name").asText(),
                tenant.path("zone").asText(),
                tenant.path("locale").asText());
    }
}
