package org.nucleus.model;

/** {@link Source} ⇄ the JSON on {@code config.sources}. */
public final class SourceCodec {
    private SourceCodec() {}

    /** UTF-8 JSON, {@code {"id":…,"tenant":…,"format":…,"secretSha256":…,"state":…}}. */
    public static byte[] encode(Source source) {
        return JsonRecord.write(
                JsonRecord.object()
                        .put("id", source.id())
                        .put("tenant", source.tenant())
                        .put("format", source.format().name())
                        .put("secretSha256", source.secretHash().sha256())
                        .put("state", source.state().name()));
    }

    /**
     * The source in {@code bytes}; unknown members pass.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    public static Source decode(byte[] bytes) {
        JsonRecord json = JsonRecord.read(bytes);
        return new Source(
                json.text("id"),
                json.text("tenant"),
                json.constant(Format.class, "format"),
                new SecretHash(json.text("secretSha256")),
                json.constant(Source.State.class, "state"));
    }
}
