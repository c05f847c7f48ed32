package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code ./nucleus tenants add}. */
@Command(
        name = "add",
        description = {"Add a tenant; sources can be added for it at once.", ""},
        footer = {
            "",
            "Example:",
            "  ./nucleus tenants add north --name 'Northern district' --zone Europe/Berlin --locale"
                    + " de"
        })
final class TenantsAddCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "ID",
            converter = TenantId.Converter.class,
            description = "Id of the tenant: lower-case letters, digits and '-'.")
    private TenantId id;

    @Mixin private TenantOptions tenant;
    @Mixin private AdminOptions admin;

    TenantsAddCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode added = JsonNodeFactory.instance.objectNode().put("id", id.text());
        tenant.putInto(added);
        added.putIfAbsent("name", added.get("id"));
        return admin.show(
                admin.client(surroundings).addTenant(added),
                surroundings,
                answer -> TenantOptions.print(answer, surroundings.out()));
    }
}
