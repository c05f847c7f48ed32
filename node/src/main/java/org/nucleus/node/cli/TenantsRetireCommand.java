package org.nucleus.node.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code ./nucleus tenants retire}. */
@Command(
        name = "retire",
        description = {
            "Retire a tenant, for ever: all its sources are revoked, and none can be added. What"
                    + " they sent stays, and the id stays taken.",
            ""
        },
        footer = {"", "Example:", "  ./nucleus tenants retire north"})
final class TenantsRetireCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "ID",
            converter = TenantId.Converter.class,
            description = "Id of the tenant: lower-case letters, digits and '-'.")
    private TenantId id;

    @Mixin private AdminOptions admin;

    TenantsRetireCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        return admin.show(
                admin.client(surroundings).retireTenant(id.text()),
                surroundings,
                ignored ->
                        surroundings
                                .out()
                                .printf(
                                        "Tenant %s is retired and its sources are revoked.%n",
                                        id.text()));
    }
}
