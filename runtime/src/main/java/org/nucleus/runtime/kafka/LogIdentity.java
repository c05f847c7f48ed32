package org.nucleus.runtime.kafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;

/**
 * Which log offsets count on: a topic made anew, or of another cluster, is another log though its
 * name is the same.
 *
 * @param clusterId as Kafka gives it
 * @param topicId as Kafka gives it
 */
public record LogIdentity(String clusterId, String topicId) {
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(3);

    public LogIdentity {
        Objects.requireNonNull(clusterId, "clusterId is null");
        Objects.requireNonNull(topicId, "topicId is null");
    }

    /**
     * Of a topic that exists; waits 3 s at most.
     *
     * @throws KafkaException when the log does not answer
     */
    public static LogIdentity read(KafkaSettings kafka, String topic) {
        Map<String, Object> properties = kafka.clientProperties();
        int millis = (int) ANSWER_WITHIN.toMillis();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis);
        try (Admin admin = Admin.create(properties)) {
            return new LogIdentity(
                    admin.describeCluster().clusterId().get(),
                    admin.describeTopics(List.of(topic))
                            .allTopicNames()
                            .get()
                            .get(topic)
                            .topicId()
                            .toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while asking for the log's id", e);
        } catch (ExecutionException e) {
            throw new KafkaException("the log does not tell its id", e.getCause());
        }
    }
}
