package org.nucleus.exporter.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.SnapshotUpdate;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.runtime.kafka.LogIdentity;
import org.nucleus.runtime.sink.Progress;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * {@link Progress} ⇄ the summary of a table's snapshots. Every snapshot of this exporter carries
 * all partitions, so the newest one that has any is enough.
 */
final class TableOffsets {
    /** Summary key; value {@code {"events.enriched":{"0":1041,"1":977}}}. */
    static final String PROPERTY = "nucleus.offsets";

    /**
     * Summary key; value {@code {"cluster":…,"topic":…,"marks":{"events.enriched":{"0":-31}}}}; not
     * there in snapshots of versions that did not know it.
     */
    static final String LOG_PROPERTY = "nucleus.log";

    private static final String CLUSTER = "cluster";
    private static final String TOPIC = "topic";
    private static final String MARKS = "marks";
    private static final ObjectMapper JSON = new ObjectMapper();

    private TableOffsets() {}

    /**
     * Of the table's current state, as it was last loaded.
     *
     * @throws IllegalStateException when the table has snapshots and none has offsets: going on
     *     could write rows twice
     */
    static Progress of(Table table) {
        boolean empty = true;
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            String offsets = snapshot.summary().get(PROPERTY);
            if (offsets != null) {
                return parse(offsets, Optional.ofNullable(snapshot.summary().get(LOG_PROPERTY)));
            }
            empty = false;
        }
        if (!empty) {
            throw new IllegalStateException(
                    "no snapshot of " + table.name() + " has " + PROPERTY + " in its summary");
        }
        return Progress.NONE;
    }

    private static Progress parse(String offsets, Optional<String> log) {
        try {
            Map<TopicPartition, Long> next = new HashMap<>();
            numbers(JSON.readTree(offsets)).forEach((key, value) -> next.put(key, value));
            if (log.isEmpty()) {
                return Progress.of(next);
            }
            JsonNode known = JSON.readTree(log.get());
            Map<TopicPartition, Integer> marks = new HashMap<>();
            numbers(known.path(MARKS)).forEach((key, value) -> marks.put(key, value.intValue()));
            LogIdentity identity =
                    new LogIdentity(known.path(CLUSTER).asText(), known.path(TOPIC).asText());
            return new Progress(Optional.of(identity), next, marks);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(PROPERTY + " cannot be read", e);
        }
    }

    private static Map<TopicPartition, Long> numbers(JsonNode topics) {
        Map<TopicPartition, Long> numbers = new HashMap<>();
        for (Map.Entry<String, JsonNode> topic : topics.properties()) {
            for (Map.Entry<String, JsonNode> partition : topic.getValue().properties()) {
                numbers.put(
                        new TopicPartition(topic.getKey(), Integer.parseInt(partition.getKey())),
                        partition.getValue().longValue());
            }
        }
        return numbers;
    }

    /** Has the snapshot that {@code update} makes carry this. */
    static void put(SnapshotUpdate<?> update, Progress progress) {
        update.set(PROPERTY, json(progress.next()).toString());
        progress.log()
                .ifPresent(
                        log -> {
                            ObjectNode json = JSON.createObjectNode();
                            json.put(CLUSTER, log.clusterId()).put(TOPIC, log.topicId());
                            json.set(MARKS, json(progress.marks()));
                            update.set(LOG_PROPERTY, json.toString());
                        });
    }

    private static ObjectNode json(Map<TopicPartition, ? extends Number> numbers) {
        Map<String, Map<Integer, Long>> topics = new TreeMap<>();
        numbers.forEach(
                (partition, number) ->
                        topics.computeIfAbsent(partition.topic(), ignored -> new TreeMap<>())
                                .put(partition.partition(), number.longValue()));
        ObjectNode json = JSON.createObjectNode();
        topics.forEach(
                (topic, partitions) -> {
                    ObjectNode node = json.putObject(topic);
                    partitions.forEach((partition, number) -> node.put("" + partition, number));
                });
        return json;
    }
}
