package org.nucleus.collector.pull;

import software.amazon.awssdk.services.kinesis.model.Shard;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which shards of a stream may be read: a subject's events go on in a child of its shard. */
final class ShardPlan {
    private ShardPlan() {}

    /**
     * Ids of those that are not read to their end, and whose parents are or exist no more.
     *
     * @param shards all that the stream has, in the order of the answer
     * @param finished whether a shard, by id, was closed and is read to its end
     */
    static List<String> readable(List<Shard> shards, Predicate<String> finished) {
        Set<String> existing = shards.stream().map(Shard::shardId).collect(Collectors.toSet());
        return shards.stream()
                .filter(shard -> !finished.test(shard.shardId()))
                .filter(
                        shard ->
                                Stream.of(shard.parentShardId(), shard.adjacentParentShardId())
                                        .filter(parent -> parent != null)
                                        .filter(existing::contains)
                                        .allMatch(finished))
                .map(Shard::shardId)
                .toList();
    }
}
