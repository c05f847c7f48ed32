package org.nucleus.collector.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Optional;

/** How a body may be compressed (RFC 9110, 8.4.1; RFC 9659 for zstd). */
public enum ContentCoding {
    IDENTITY,
    GZIP,
    ZSTD;

    /**
     * The coding that a {@code Content-Encoding} names; empty for one that is not taken.
     *
     * @param header its value, or null where it is missing
     */
    public static Optional<ContentCoding> named(String header) {
        return switch (header == null ? "" : header.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> Optional.of(IDENTITY);
            case "gzip", "x-gzip" -> Optional.of(GZIP);
            case "zstd" -> Optional.of(ZSTD);
            default -> Optional.empty();
        };
    }

    /** What {@code Content-Encoding} calls it; empty for {@link #IDENTITY}, which has no header. */
    public Optional<String> header() {
        return switch (this) {
            case IDENTITY -> Optional.empty();
            case GZIP -> Optional.of("gzip");
            case ZSTD -> Optional.of("zstd");
        };
    }

    /**
     * Undoes it, as a stream that throws {@link IOException} where the body is no whole gzip or
     * zstd.
     */
    InputStream decode(InputStream body) throws IOException {
        return switch (this) {
            case IDENTITY -> body;
            case GZIP -> new GzipMembers(body);
            case ZSTD -> new ZstdFrames(body);
        };
    }
}
