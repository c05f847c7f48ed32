package org.nucleus.model;

import java.util.Objects;

/**
 * Where an event came from.
 *
 * @param tenant whose event it is
 * @param source the registered way in
 * @param format what was sent
 * @param formatVersion the version the sender declared
 * @param nativeType the format's own name of the kind of event, e.g. {@code Statement}, {@code
 *     ViewEvent}
 */
public record Provenance(
        String tenant, String source, Format format, String formatVersion, String nativeType) {
    public Provenance {
        Objects.requireNonNull(tenant, "tenant is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(format, "format is null");
        Objects.requireNonNull(formatVersion, "formatVersion is null");
        Objects.requireNonNull(nativeType, "nativeType is null");
    }
}
