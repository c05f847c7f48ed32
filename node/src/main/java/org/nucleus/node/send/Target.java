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
        if (format != Format.XAPI && format != Format.CALIPER) {
            throw new IllegalArgumentException(format + " has no address to send to");
        }
    }

    URI address() {
        String path = format == Format.XAPI ? "/xapi/statements" : "/caliper";
        return URI.create(collector.toString().replaceAll("/+$", "") + path);
    }

    String authorization() {
        return format == Format.XAPI
                ? "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (source + ":" + secret).getBytes(StandardCharsets.UTF_8))
                : "Bearer " + secret;
    }

    @Override
    public String toString() {
        return source + " at " + collector;
    }
}
