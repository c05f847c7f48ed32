package org.nucleus.model;

/** {@link Tenant} ⇄ the JSON on {@code config.tenants}. */
public final class TenantCodec {
    private TenantCodec() {}

    /** UTF-8 JSON, {@code {"id":…,"name":…}}. */
    public static byte[] encode(Tenant tenant) {
        return JsonRecord.write(
                JsonRecord.object().put("id", tenant.id()).put("name", tenant.name()));
    }

    /**
     * The tenant in {@code bytes}; unknown members pass.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    public static Tenant decode(byte[] bytes) {
        JsonRecord json = JsonRecord.read(bytes);
        return new Tenant(json.text("id"), json.text("name"));
    }
}
