package org.nucleus.model;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Locale;

/** {@link Tenant} ⇄ the JSON on {@code config.tenants}. */
public final class TenantCodec {
    private TenantCodec() {}

    /** UTF-8 JSON, {@code {"id":…,"name":…,"zone":…,"locale":…,"state":…}}. */
    public static byte[] encode(Tenant tenant) {
        return JsonRecord.write(
                JsonRecord.object()
                        .put("id", tenant.id())
                        .put("name", tenant.name())
                        .put("zone", tenant.zone().getId())
                        .put("locale", tenant.locale().toLanguageTag())
                        .put("state", tenant.state().name()));
    }

    /**
     * The tenant in {@code bytes}; unknown members pass. Without zone, locale and state, as the
     * first version wrote it, it is an active one in UTC that reads English.
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
                json.has("state") ? json.constant(Tenant.State.class, "state") : plain.state());
    }

    private static ZoneId zone(String text) {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("zone is not a time zone", e);
        }
    }
}
