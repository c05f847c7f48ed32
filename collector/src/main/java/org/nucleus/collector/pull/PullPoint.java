package org.nucleus.collector.pull;

import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * One place that events are fetched from.
 *
 * @param name the operator's word for it
 * @param source id of the registered source whose events they are
 * @param place where they are
 * @param region of AWS; empty for what the environment says
 * @param endpoint in place of AWS' own
 */
public record PullPoint(
        String name, String source, Place place, Optional<String> region, Optional<URI> endpoint) {
    /** What is there to read. */
    public sealed interface Place {}

    /**
     * A queue of SQS.
     *
     * @param url as AWS shows it
     */
    public record Queue(String url) implements Place {
        public Queue {
            Objects.requireNonNull(url, "url is null");
        }
    }

    /**
     * A data stream of Kinesis.
     *
     * @param name within its account and region
     */
    public record Stream(String name) implements Place {
        public Stream {
            Objects.requireNonNull(name, "name is null");
        }
    }

    /**
     * Objects of S3, those that are there and those that come.
     *
     * @param name of the bucket
     * @param prefix of the objects' keys; may be empty
     * @param queue address of the queue of SQS that tells of new objects; empty to list them
     * @param interval between two listings
     */
    public record Bucket(String name, String prefix, Optional<String> queue, Duration interval)
            implements Place {
        public Bucket {
            Objects.requireNonNull(name, "name is null");
            Objects.requireNonNull(prefix, "prefix is null");
            Objects.requireNonNull(queue, "queue is null");
            Objects.requireNonNull(interval, "interval is null");
        }
    }

    public PullPoint {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(place, "place is null");
        Objects.requireNonNull(region, "region is null");
        Objects.requireNonNull(endpoint, "endpoint is null");
    }

    AwsAddress address() {
        return new AwsAddress(region, endpoint);
    }
}
