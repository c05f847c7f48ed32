package org.nucleus.admin.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.Tenant;

import java.util.List;

/** Tenants as the API shows them: schema {@code Tenant} of {@code openapi.json}. */
final class TenantJson {
    private TenantJson() {}

    static ObjectNode of(List<Tenant> tenants) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("tenants");
        tenants.forEach(tenant -> list.add(of(tenant)));
        return json;
    }

    static ObjectNode of(Tenant tenant) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", tenant.id())
                .put("name", tenant.name())
                .put("zone", tenant.zone().getId())
                .put("locale", tenant.locale().toLanguageTag())
                .put("state", tenant.state().name());
    }
}
