package org.nucleus.collector.pull;

import java.net.URI;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a service of AWS is asked.
 *
 * @param region of AWS; empty for what the environment says
 * @param endpoint in place of AWS' own
 */
public record AwsAddress(Optional<String> region, Optional<URI> endpoint) {
    public AwsAddress {
        Objects.requireNonNull(region, "region is null");
        Objects.requireNonNull(endpoint, "endpoint is null");
    }

    /**
     * The same for a queue that tells of objects: where S3 is not AWS' own, the queue is not
     * either, and its address says where it is.
     */
    AwsAddress ofQueue(String url) {
        return new AwsAddress(region, endpoint.map(ignored -> URI.create(url).resolve("/")));
    }
}
