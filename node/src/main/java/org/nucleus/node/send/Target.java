package org.nucleus.node.send;

import org.nucleus.model.Format;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Objects;

/**
 * Whom an agent sends to, and as whom.
 *
 * @param collector address of the collector, without a path
 * @param format what is sent
 * @param source id of the source
 * @param secret of the source
 */
public record Target(URI collector, Format format, String source, String secret) {
    public Target {
        Objects.requireNonNull(collector, "collector is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(secret, "secret is null");
        Objects.requireNonNull(format, "format is null");
    }

    /** Where documents go one by one. */
    URI address() {
        return at(
                switch (format) {
                    case XAPI -> "/xapi/statements";
                    case CALIPER -> "/caliper";
                    case CANVAS, CHIME, BBB, JITSI, JAAS, CLASSY, JSON, NUCLEUS ->
                            "/webhooks/" + source;
                });
    }

    /** Whether the format's system signs what it sends instead of showing its secret. */
    public boolean isSigned() {
        return format == Format.BBB || format == Format.JAAS;
    }

    /** Where whole files go. */
    URI bulkAddress() {
        return at("/bulk/" + source);
    }

    /** Any path of the collector's. */
    URI at(String path) {
        return URI.create(collector.toString().replaceAll("/+$", "") + path);
    }

    /** What sources of every scheme with a plain secret can show. */
    String basic() {
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((source + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return source + " at " + collector;
    }
}
