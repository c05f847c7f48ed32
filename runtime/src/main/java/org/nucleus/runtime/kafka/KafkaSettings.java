package org.nucleus.runtime.kafka;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How to reach the log, and how its topics are made.
 *
 * @param bootstrapServers host:port list
 * @param partitions of every event topic this node makes
 * @param replicationFactor of every topic this node makes
 * @param client properties handed to every Kafka client, e.g. {@code security.protocol}
 */
public record KafkaSettings(
        String bootstrapServers,
        int partitions,
        int replicationFactor,
        Map<String, String> client) {
    static final Setting<String> BOOTSTRAP_SERVERS =
            Setting.text(
                    "kafka.bootstrap.servers",
                    "",
                    "Brokers of the Kafka cluster, host:port, comma-separated; "
                            + "`up` starts its own broker where it is empty.");
    static final Setting<Integer> PARTITIONS =
            Setting.count(
                    "kafka.topic.partitions",
                    4,
                    1,
                    1000,
                    "Partitions of every event topic that is made; existing topics stay as they"
                            + " are.");
    static final Setting<Integer> REPLICATION_FACTOR =
            Setting.count(
                    "kafka.topic.replication.factor",
                    1,
                    1,
                    10,
                    "Replicas of every topic that is made; 3 on a cluster.");
    static final SettingGroup.Prefix CLIENT =
            new SettingGroup.Prefix(
                    "kafka.client.",
                    "Handed to every Kafka client, e.g. `kafka.client.security.protocol`.");

    /** Everything that can be set here. */
    public static final SettingGroup GROUP =
            new SettingGroup(
                    "kafka",
                    List.of(BOOTSTRAP_SERVERS, PARTITIONS, REPLICATION_FACTOR),
                    List.of(CLIENT));

    public KafkaSettings {
        Objects.requireNonNull(bootstrapServers, "bootstrapServers is null");
        client = Map.copyOf(client);
    }

    /** Reads the group. */
    public static KafkaSettings from(Settings settings) {
        return new KafkaSettings(
                settings.value(BOOTSTRAP_SERVERS),
                settings.value(PARTITIONS),
                settings.value(REPLICATION_FACTOR),
                settings.under(CLIENT));
    }

    /** Another cluster, with topics made alike; {@code more} properties win over the given ones. */
    public KafkaSettings at(String servers, Map<String, String> more) {
        Map<String, String> properties = new HashMap<>(client);
        properties.putAll(more);
        return new KafkaSettings(servers, partitions, replicationFactor, properties);
    }

    /** Properties every client starts from; the caller adds its own. */
    public Map<String, Object> clientProperties() {
        Map<String, Object> properties = new HashMap<>(client);
        properties.put("bootstrap.servers", bootstrapServers);
        return properties;
    }
}
