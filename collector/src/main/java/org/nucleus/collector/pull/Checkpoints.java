package org.nucleus.collector.pull;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.collector.log.AppendOutcome;
import org.nucleus.model.Checkpoint;
import org.nucleus.model.CheckpointCodec;
import org.nucleus.model.Topic;
import org.nucleus.model.UnknownMembers;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How far the shards of one stream are on the log, kept on {@code ops.checkpoints}. What this
 * process knows wins over what the log says. Used by one thread.
 */
final class Checkpoints {
    private final String pull;
    private final String stream;
    private final PullParts parts;
    private final Map<String, Checkpoint> mine = new HashMap<>();

    Checkpoints(String pull, String stream, PullParts parts) {
        this.pull = pull;
        this.stream = stream;
        this.parts = parts;
    }

    /** Of one shard; empty where nothing of it is on the log. */
    Optional<Checkpoint> find(String shard) {
        Checkpoint here = mine.get(shard);
        return Optional.ofNullable(here == null ? parts.checkpoints().get().get(key(shard)) : here);
    }

    /**
     * Remembers how far a shard is. One that the log does not keep is kept here, and with the next
     * one there; until then a crash makes records come twice.
     */
    void keep(String shard, Optional<String> position, boolean finished) {
        Checkpoint checkpoint =
                new Checkpoint(
                        position,
                        finished,
                        parts.clock().instant(),
                        find(shard).map(Checkpoint::unknown).orElse(UnknownMembers.NONE));
        mine.put(shard, checkpoint);
        append(key(shard), CheckpointCodec.encode(checkpoint));
    }

    /** Forgets shards that the stream does not have any more. */
    void retain(Set<String> shards) {
        String prefix = key("");
        for (String key : parts.checkpoints().get().keySet()) {
            if (key.startsWith(prefix) && !shards.contains(key.substring(prefix.length()))) {
                mine.remove(key.substring(prefix.length()));
                append(key, null);
            }
        }
    }

    private void append(String key, byte[] value) {
        AppendOutcome ignored =
                Intake.append(
                                parts.log(),
                                List.of(
                                        new ProducerRecord<>(
                                                Topic.OPS_CHECKPOINTS.name(),
                                                key.getBytes(StandardCharsets.UTF_8),
                                                value)))
                        .join();
    }

    private String key(String shard) {
        return Checkpoint.key(pull, stream, shard);
    }
}
