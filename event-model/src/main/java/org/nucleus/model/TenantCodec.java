package org.nucleus.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Set;

/** {@link Tenant} ⇄ the JSON on {@code config.tenants}. */
public final class TenantCodec {
    private static final Set<String> KNOWN = Set.of("id", "name");

    private TenantCodec() {}

    /** UTF-8 JSON, {@code {"id":…,"name":…}}. */
    public static byte[] encode(Tenant tenant) {
        ObjectNode json = JsonRecord.object().put("id", tenant.id()).put("name", tenant.name());
        tenant.unknown().addTo(json);
        return JsonRecord.write(json);
    }

    /**
     * The tenant in {@code bytes}; unknown members are kept.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    public static Tenant decode(byte[] bytes) {
        JsonRecord json = JsonRecord.read(bytes);
        return new Tenant(
                json.text("id"), json.text("name"), UnknownMembers.of(json.node(), KNOWN));
    }
}
