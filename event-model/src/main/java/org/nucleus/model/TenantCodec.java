package org.nucleus.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;

/** {@link Tenant} ⇄ the JSON on {@code config.tenants}. */
public final class TenantCodec {
    private static final Set<String> KNOWN = Set.of("id", "name", "zone", "locale", "state");

    private TenantCodec() {}

    /**
     * UTF-8 JSON, {@code {"id":…,"name":…,"zone":…,"locale":…,"state":…}}; what is as in {@link
     * Tenant#Tenant(String, String)} is left out.
     */
    public static byte[] encode(Tenant tenant) {
        Tenant plain = new Tenant(tenant.id(), tenant.name());
        ObjectNode json = JsonRecord.object().put("id", tenant.id()).put("name", tenant.name());
        if (!tenant.zone().equals(plain.zone())) {
            json.put("zone", tenant.zone().getId());
        }
        if (!tenant.locale().equals(plain.locale())) {
            json.put("locale", tenant.locale().toLanguageTag());
        }
        if (tenant.state() != plain.state()) {
            json.put("state", tenant.state().name());
        }
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
        Tenant plain = new Tenant(json.text("id"), json.text("name"));
        return new Tenant(
                plain.id(),
                plain.name(),
                json.has("zone") ? zone(json.text("zone")) : plain.zone(),
                json.has("locale") ? Locale.forLanguageTag(json.text("locale")) : plain.locale(),
                json.has("state") ? json.constant(Tenant.State.class, "state") : plain.state(),
                UnknownMembers.of(json.node(), KNOWN));
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone is not a time zone", e);
        }
    }
}
