package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code ./nucleus tenants change}. */
@Command(
        name = "change",
        description = {
            "Change the name, time zone or language of a tenant; what is not named stays.",
            ""
        },
        footer = {"", "Example:", "  ./nucleus tenants change north --zone Europe/London"})
final class TenantsChangeCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "ID",
            converter = TenantId.Converter.class,
            description = "Id of the tenant: lower-case letters, digits and '-'.")
    private TenantId id;

    @Spec private CommandSpec spec;

    @Mixin private TenantOptions tenant;
    @Mixin private AdminOptions admin;

    TenantsChangeCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode patch = JsonNodeFactory.instance.objectNode();
        tenant.putInto(patch);
        if (patch.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "say what to change, such as --name");
        }
        return admin.show(
                admin.client(surroundings).patchTenant(id.text(), patch),
                surroundings,
                answer -> TenantOptions.print(answer, surroundings.out()));
    }
}
