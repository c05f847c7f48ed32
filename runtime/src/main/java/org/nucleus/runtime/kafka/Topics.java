package org.nucleus.runtime.kafka;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.nucleus.model.Topic;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Makes the log's topics, and has them take enough, before a service uses them. */
public final class Topics {
    private static final Logger log = LoggerFactory.getLogger(Topics.class);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);

    private static final long LOOK_AGAIN_MS = 20;

    private Topics() {}

    /**
     * Creates those of {@code topics} that are missing. Existing ones stay as they are, but for
     * {@link TopicLimits}, which are raised. Event topics get {@link KafkaSettings#partitions},
     * compacted ones a single partition. Returns when every partition has a leader that serves.
     *
     * @throws StartFailure when the cluster cannot be reached within 15 s or refuses
     */
    public static void ensure(KafkaSettings settings, Collection<Topic> topics) {
        ensure(settings, topics, ANSWER_WITHIN);
    }

    /**
     * Raises {@link TopicLimits} of those topics that a stream job made for itself in an earlier
     * version: their names begin with the job's id.
     *
     * @throws StartFailure when the cluster cannot be reached within 15 s or refuses
     */
    public static void raiseInternal(KafkaSettings settings, String applicationId) {
        with(
                settings,
                ANSWER_WITHIN,
                admin ->
                        TopicLimits.raise(
                                admin,
                                admin.listTopics().names().get().stream()
                                        .filter(name -> name.startsWith(applicationId + "-"))
                                        .toList()));
    }

    static void ensure(KafkaSettings settings, Collection<Topic> topics, Duration answerWithin) {
        with(
                settings,
                answerWithin,
                admin -> {
                    make(admin, settings, topics);
                    awaitLeaders(admin, topics.stream().map(Topic::name).toList(), answerWithin);
                });
    }

    /** What is asked of the cluster. */
    @FunctionalInterface
    private interface Request {
        void to(Admin admin) throws InterruptedException, ExecutionException;
    }

    private static void with(KafkaSettings settings, Duration answerWithin, Request request) {
        if (settings.bootstrapServers().isBlank()) {
            throw new StartFailure("kafka.bootstrap.servers is not set, so there is no log");
        }
        Map<String, Object> properties = settings.clientProperties();
        int millis = (int) answerWithin.toMillis();
        properties.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis);
        properties.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis / 3);
        try (Admin admin = Admin.create(properties)) {
            request.to(admin);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while asking the cluster for topics", e);
        } catch (ExecutionException e) {
            throw failure(settings, e.getCause());
        } catch (KafkaException e) {
            throw failure(settings, e);
        }
    }

    private static void make(Admin admin, KafkaSettings settings, Collection<Topic> topics)
            throws InterruptedException, ExecutionException {
        Set<String> existing = admin.listTopics().names().get();
        List<NewTopic> missing =
                topics.stream()
                        .filter(topic -> !existing.contains(topic.name()))
                        .map(topic -> describe(settings, topic))
                        .toList();
        for (Map.Entry<String, KafkaFuture<Void>> made :
                admin.createTopics(missing).values().entrySet()) {
            await(made.getKey(), made.getValue());
        }
        TopicLimits.raise(
                admin, topics.stream().map(Topic::name).filter(existing::contains).toList());
    }

    private static void await(String name, KafkaFuture<Void> made)
            throws InterruptedException, ExecutionException {
        try {
            made.get();
            log.atInfo().addKeyValue("topic", name).log("Topic made");
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static void awaitLeaders(Admin admin, List<String> topics, Duration within)
            throws InterruptedException, ExecutionException {
        long deadline = System.nanoTime() + within.toNanos();
        while (!haveLeaders(admin, topics, deadline)) {
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
        }
    }

    /**
     * A broker that is a leader by its metadata may not serve yet. A new idempotent producer must
     * not meet it then: with its first batch refused and its second accepted, it retries in vain
     * until its delivery timeout. Only a leader that serves tells offsets.
     */
    private static boolean haveLeaders(Admin admin, List<String> topics, long deadline)
            throws InterruptedException, ExecutionException {
        try {
            Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
            for (TopicDescription topic :
                    admin.describeTopics(topics).allTopicNames().get().values()) {
                for (TopicPartitionInfo partition : topic.partitions()) {
                    asked.put(
                            new TopicPartition(topic.name(), partition.partition()),
                            OffsetSpec.latest());
                }
            }
            admin.listOffsets(asked).all().get();
            return true;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownTopicOrPartitionException
                    && System.nanoTime() < deadline) {
                return false;
            }
            throw e;
        }
    }

    private static NewTopic describe(KafkaSettings settings, Topic topic) {
        int replicas = settings.replicationFactor();
        Map<String, String> config = TopicLimits.ofNewTopic();
        config.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "" + Math.max(1, replicas - 1));
        return switch (topic.cleanup()) {
            case DELETE -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
                config.put(TopicConfig.RETENTION_MS_CONFIG, "" + topic.retention().toMillis());
                yield newTopic(topic, settings.partitions(), replicas, config);
            }
            case COMPACT -> {
                config.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
                yield newTopic(topic, 1, replicas, config);
            }
        };
    }

    private static NewTopic newTopic(
            Topic topic, int partitions, int replicas, Map<String, String> config) {
        return new NewTopic(topic.name(), Optional.of(partitions), Optional.of((short) replicas))
                .configs(config);
    }

    private static StartFailure failure(KafkaSettings settings, Throwable cause) {
        String cluster = "the Kafka cluster at " + settings.bootstrapServers();
        if (cause instanceof TimeoutException) {
            return new StartFailure(cluster + " does not answer (kafka.bootstrap.servers)", cause);
        }
        return new StartFailure(
                cluster + " cannot be used (kafka.*): " + Failures.reason(cause), cause);
    }
}
