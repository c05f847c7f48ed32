package org.nucleus.model;

import java.util.Objects;

/**
 * How a source proves who it is. The scheme alone decides what is kept of its secret; the format
 * decides which schemes it may have.
 */
public enum Scheme {
    /** {@code Basic} with source id and secret, or {@code Bearer} with the secret; hash kept. */
    SECRET(Keeps.HASH),
    /**
     * A header with one fixed value ({@link SourcePolicy#headerName}), or {@code Basic} with source
     * id and that value; hash of the whole value kept.
     */
    HEADER(Keeps.HASH),
    /** BigBlueButton: a checksum over URL, body and secret; the secret is kept sealed. */
    CHECKSUM(Keeps.SEALED),
    /**
     * JaaS: HMAC-SHA256 over time and body, and {@link SourcePolicy#authorization} besides where a
     * source has one; the secret is kept sealed.
     */
    HMAC(Keeps.SEALED),
    /** Canvas: the body is a JWT signed by a key of {@link SourcePolicy#jwksUrl}; no secret. */
    JWKS(Keeps.NOTHING),
    /** Pages: the request's origin is one of {@link SourcePolicy#origins}; no secret. */
    ORIGIN(Keeps.NOTHING);

    /** What of a secret is kept. */
    public enum Keeps {
        HASH,
        SEALED,
        NOTHING
    }

    private final Keeps keeps;

    Scheme(Keeps keeps) {
        this.keeps = keeps;
    }

    /** What of the source's secret is kept. */
    public Keeps keeps() {
        return keeps;
    }

    /** Whether agents of this format can prove themselves so. */
    public boolean fits(Format format) {
        Objects.requireNonNull(format, "format is null");
        return switch (this) {
            case SECRET, HEADER, ORIGIN -> true;
            case CHECKSUM -> format == Format.BBB;
            case HMAC -> format == Format.JAAS;
            case JWKS -> format == Format.CANVAS;
        };
    }

    /** The scheme that agents of a format use where their operator chose nothing else. */
    public static Scheme usual(Format format) {
        return switch (format) {
            case XAPI, CALIPER, CANVAS, CLASSY, JSON, NUCLEUS -> SECRET;
            case CHIME, JITSI -> HEADER;
            case BBB -> CHECKSUM;
            case JAAS -> HMAC;
        };
    }
}
