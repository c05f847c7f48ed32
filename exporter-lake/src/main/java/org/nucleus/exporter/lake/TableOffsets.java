package org.nucleus.exporter.lake;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.util.SnapshotUtil;
import org.apache.kafka.common.TopicPartition;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Up to which offset a table has the log, kept in the summary of its snapshots: every snapshot of
 * this exporter carries all partitions, so the newest one that has any is enough.
 *
 * @param next for each partition the next offset to read
 */
record TableOffsets(Map<TopicPartition, Long> next) {
    /** Summary key; value {@code {"events.enriched":{"0":1041,"1":977}}}. */
    static final String PROPERTY = "nucleus.offsets";

    private static final ObjectMapper JSON = new ObjectMapper();

    TableOffsets {
        next = Map.copyOf(next);
    }

    /**
     * Of the table's current state, as it was last loaded.
     *
     * @throws IllegalStateException when the table has snapshots and none has offsets: going on
     *     could write rows twice
     */
    static TableOffsets of(Table table) {
        boolean empty = true;
        for (Snapshot snapshot : SnapshotUtil.currentAncestors(table)) {
            String text = snapshot.summary().get(PROPERTY);
            if (text != null) {
                return parse(text);
            }
            empty = false;
        }
        if (!empty) {
            throw new IllegalStateException(
                    "no snapshot of " + table.name() + " has " + PROPERTY + " in its summary");
        }
        return new TableOffsets(Map.of());
    }

    static TableOffsets parse(String text) {
        Map<TopicPartition, Long> next = new HashMap<>();
        try {
            for (Map.Entry<String, JsonNode> topic : JSON.readTree(text).properties()) {
                for (Map.Entry<String, JsonNode> partition : topic.getValue().properties()) {
                    next.put(
                            new TopicPartition(
                                    topic.getKey(), Integer.parseInt(partition.getKey())),
                            partition.getValue().longValue());
                }
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(PROPERTY + " cannot be read", e);
        }
        return new TableOffsets(next);
    }

    TableOffsets with(Map<TopicPartition, Long> later) {
        Map<TopicPartition, Long> merged = new HashMap<>(next);
        merged.putAll(later);
        return new TableOffsets(merged);
    }

    String json() {
        Map<String, Map<Integer, Long>> topics = new TreeMap<>();
        next.forEach(
                (partition, offset) ->
                        topics.computeIfAbsent(partition.topic(), ignored -> new TreeMap<>())
                                .put(partition.partition(), offset));
        ObjectNode json = JSON.createObjectNode();
        topics.forEach(
                (topic, partitions) -> {
                    ObjectNode node = json.putObject(topic);
                    partitions.forEach((number, offset) -> node.put(number.toString(), offset));
                });
        return json.toString();
    }
}
