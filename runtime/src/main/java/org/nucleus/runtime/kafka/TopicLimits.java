package org.nucleus.runtime.kafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.nucleus.runtime.health.Failures;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * What every topic of the house has to take, whatever a cluster's defaults are: records as large as
 * a stage may make them, and any timestamp, because a clock may be wrong and be put right while
 * what it stamped is still on its way.
 */
public final class TopicLimits {
    private static final Logger log = LoggerFactory.getLogger(TopicLimits.class);
    private static final Map<String, Long> LEAST =
            Map.of(
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG, (long) Clients.MAX_RECORD_BYTES,
                    TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, Long.MAX_VALUE,
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, Long.MAX_VALUE);

    private TopicLimits() {}

    /** The limits by Kafka's name of each, for a topic that is made. */
    public static Map<String, String> ofNewTopic() {
        Map<String, String> config = new HashMap<>();
        LEAST.forEach((name, least) -> config.put(name, Long.toString(least)));
        return config;
    }

    /**
     * Raises the limits of topics that exist and take less. Where the cluster does not let this
     * node change them, an operator has to: that is logged with the values to set.
     */
    static void raise(Admin admin, Collection<String> topics) throws InterruptedException {
        List<ConfigResource> resources =
                topics.stream()
                        .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                        .toList();
        try {
            Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
            admin.describeConfigs(resources)
                    .all()
                    .get()
                    .forEach((topic, config) -> note(topic, config, changes));
            admin.incrementalAlterConfigs(changes).all().get();
            changes.keySet()
                    .forEach(
                            topic ->
                                    log.atInfo()
                                            .addKeyValue("topic", topic.name())
                                            .log("Topic's limits raised"));
        } catch (ExecutionException e) {
            log.atWarn()
                    .addKeyValue("topics", topics)
                    .addKeyValue("reason", Failures.reason(e))
                    .addKeyValue("set", LEAST)
                    .log(
                            "Limits of topics cannot be read or raised; set them by hand, or a"
                                    + " large or oddly dated record stops its partition");
        }
    }

    private static void note(
            ConfigResource topic,
            Config config,
            Map<ConfigResource, Collection<AlterConfigOp>> changes) {
        List<AlterConfigOp> raised = new ArrayList<>();
        LEAST.forEach(
                (name, least) -> {
                    ConfigEntry entry = config.get(name);
                    if (entry != null && Long.parseLong(entry.value()) < least) {
                        raised.add(
                                new AlterConfigOp(
                                        new ConfigEntry(name, Long.toString(least)),
                                        AlterConfigOp.OpType.SET));
                    }
                });
        if (!raised.isEmpty()) {
            changes.put(topic, raised);
        }
    }
}
