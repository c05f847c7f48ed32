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
 */
public record ServiceContext(
        KafkaSettings kafka,
        Path dataDir,
        MeterRegistry metrics,
        Clock clock,
        NodeKey nodeKey,
        OutboundHosts outbound) {
    public ServiceContext {
        Objects.requireNonNull(kafka, "kafka is null");
        Objects.requireNonNull(dataDir, "dataDir is null");
        Objects.requireNonNull(metrics, "metrics is null");
        Objects.requireNonNull(clock, "clock is null");
        Objects.requireNonNull(nodeKey, "nodeKey is null");
        Objects.requireNonNull(outbound, "outbound is null");
    }

    /** Which fetches from public hosts alone. */
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
