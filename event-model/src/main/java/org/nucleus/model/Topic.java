package org.nucleus.model;

import java.time.Duration;
import java.util.Objects;

/**
 * Every topic of the house: its name, and how long it keeps what.
 *
 * @param name as Kafka knows it
 * @param cleanup what happens to old records
 * @param retention how long records are kept; ignored for compacted topics
 */
public record Topic(String name, Cleanup cleanup, Duration retention) {
    /** Kafka's {@code cleanup.policy}. */
    public enum Cleanup {
        DELETE,
        COMPACT
    }

    /** key {@link #key}, value the bytes as sent; see {@link ReceivedEvent}. */
    public static final Topic EVENTS_RECEIVED = kept("events.received", Duration.ofDays(7));

    /** key tenant, value {@link FailedEvent} as JSON. */
    public static final Topic EVENTS_FAILED = kept("events.failed", Duration.ofDays(30));

    /** key {@link #key}, value {@link Event} in Avro single-object encoding. */
    public static final Topic EVENTS_ENRICHED = kept("events.enriched", Duration.ofDays(7));

    /** key tenant id, value {@link Tenant} as JSON. */
    public static final Topic CONFIG_TENANTS = compacted("config.tenants");

    /** key source id, value {@link Source} as JSON. */
    public static final Topic CONFIG_SOURCES = compacted("config.sources");

    /** key user id, value {@link User} as JSON. */
    public static final Topic CONFIG_USERS = compacted("config.users");

    /** key {@link Upload#key}, value {@link Upload} as JSON: how far large files have come. */
    public static final Topic OPS_UPLOADS = compacted("ops.uploads");

    /** key {@link Checkpoint#key}, value {@link Checkpoint} as JSON: how far streams are read. */
    public static final Topic OPS_CHECKPOINTS = compacted("ops.checkpoints");

    public Topic {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(cleanup, "cleanup is null");
        Objects.requireNonNull(retention, "retention is null");
    }

    /** Record key of an event: tenant and subject, so that a subject's events stay in order. */
    public static String key(String tenant, String subject) {
        return tenant + "|" + subject;
    }

    private static Topic kept(String name, Duration retention) {
        return new Topic(name, Cleanup.DELETE, retention);
    }

    private static Topic compacted(String name) {
        return new Topic(name, Cleanup.COMPACT, Duration.ZERO);
    }
}
