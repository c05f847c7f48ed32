package org.nucleus.node.broker;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.BrokerIdNotRegisteredException;
import org.apache.kafka.common.utils.Time;
import org.nucleus.runtime.health.StartFailure;

import java.nio.file.Files;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/**
 * What a broker that was killed left in the cluster's metadata: that it is alive and leads every
 * partition. A broker that starts into that belief completes transactions whose markers it could
 * not write (KAFKA-20734), and their partitions are stuck for good. So the controller alone starts
 * first and forgets the dead one; the new one then also need not wait until its session is over.
 */
final class CrashedBroker {
    private static final int ANSWER_WITHIN_MS = 15_000;

    private CrashedBroker() {}

    /** Does nothing after a clean stop. */
    static void forget(BrokerConfig config) {
        if (Files.exists(config.dir().resolve(".kafka_cleanshutdown"))) {
            return;
        }
        KafkaRaftServer controller =
                new KafkaRaftServer(new KafkaConfig(config.controllerAlone()), Time.SYSTEM);
        try {
            controller.startup();
            unregister(config);
        } finally {
            controller.shutdown();
            controller.awaitShutdown();
        }
    }

    private static void unregister(BrokerConfig config) {
        Map<String, Object> properties = new HashMap<>(config.secret().client());
        properties.put(
                AdminClientConfig.BOOTSTRAP_CONTROLLERS_CONFIG, config.bootstrapControllers());
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MS / 3);
        try (Admin admin = Admin.create(properties)) {
            admin.unregisterBroker(BrokerConfig.NODE_ID).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while the broker recovered", e);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof BrokerIdNotRegisteredException)) {
                throw new StartFailure("the embedded broker's controller does not answer", e);
            }
        }
    }
}
