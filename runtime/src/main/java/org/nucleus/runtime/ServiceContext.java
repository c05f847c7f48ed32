package org.nucleus.runtime;

import io.micrometer.core.instrument.MeterRegistry;

import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.net.OutboundHosts;
import org.nucleus.runtime.secret.NodeKey;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;

/**
 * What every service of a process shares.
 *
 * @param kafka how to reach the log
 * @param dataDir where local state lives; all but a collector's spool may be deleted at the price
 *     of a rebuild
 * @param metrics where everything is counted
 * @param clock the only source of time
 * @param nodeKey what secrets are sealed with
 * @param outbound which hosts may be fetched from where a policy names them
 * @param disk whether there is room for what a service writes
 */
public record ServiceContext(
        KafkaSettings kafka,
        Path dataDir,
        MeterRegistry metrics,
        Clock clock,
        NodeKey nodeKey,
        OutboundHosts outbound,
        DiskSpace disk) {
    public ServiceContext {
        Objects.requireNonNull(kafka, "kafka is null");
        Objects.requireNonNull(dataDir, "dataDir is null");
        Objects.requireNonNull(metrics, "metrics is null");
        Objects.requireNonNull(clock, "clock is null");
        Objects.requireNonNull(nodeKey, "nodeKey is null");
        Objects.requireNonNull(outbound, "outbound is null");
        Objects.requireNonNull(disk, "disk is null");
    }

    /** The same on another disk, or none that can be full. */
    public ServiceContext on(DiskSpace other) {
        return new ServiceContext(kafka, dataDir, metrics, clock, nodeKey, outbound, other);
    }

    /** With as much room on disk as anybody wants. */
    public ServiceContext(
            KafkaSettings kafka,
            Path dataDir,
            MeterRegistry metrics,
            Clock clock,
            NodeKey nodeKey,
            OutboundHosts outbound) {
        this(kafka, dataDir, metrics, clock, nodeKey, outbound, DiskSpace.unbounded());
    }

    /** Which also fetches from public hosts alone. */
    public ServiceContext(
            KafkaSettings kafka,
            Path dataDir,
            MeterRegistry metrics,
            Clock clock,
            NodeKey nodeKey) {
        this(kafka, dataDir, metrics, clock, nodeKey, OutboundHosts.PUBLIC);
    }

    /** Which also has the node key that is kept in the data folder. */
    public ServiceContext(KafkaSettings kafka, Path dataDir, MeterRegistry metrics, Clock clock) {
        this(kafka, dataDir, metrics, clock, NodeKey.keptIn(dataDir));
    }
}
