package org.nucleus.collector.pull;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import software.amazon.awssdk.services.kinesis.model.Shard;

import java.util.List;
import java.util.Set;

final class ShardPlanTest {
    private static final Shard LEFT = shard("left", null, null);
    private static final Shard RIGHT = shard("right", null, null);

    @Test
    void readsShardsWithoutParents() {
        assertThat(ShardPlan.readable(List.of(LEFT, RIGHT), Set.of()::contains))
                .containsExactly("left", "right");
    }

    @Test
    void readsNoShardThatIsFinished() {
        assertThat(ShardPlan.readable(List.of(LEFT, RIGHT), Set.of("left")::contains))
                .containsExactly("right");
    }

    @Test
    void readsTheChildrenOfASplitAfterTheirParent() {
        List<Shard> split =
                List.of(LEFT, shard("left-a", "left", null), shard("left-b", "left", null));

        assertThat(ShardPlan.readable(split, Set.of()::contains)).containsExactly("left");
        assertThat(ShardPlan.readable(split, Set.of("left")::contains))
                .containsExactly("left-a", "left-b");
    }

    @Test
    void readsAMergedShardAfterBothParents() {
        List<Shard> merge = List.of(LEFT, RIGHT, shard("both", "left", "right"));

        assertThat(ShardPlan.readable(merge, Set.of("left")::contains)).containsExactly("right");
        assertThat(ShardPlan.readable(merge, Set.of("left", "right")::contains))
                .containsExactly("both");
    }

    @Test
    void readsAShardWhoseParentsTheStreamHasForgotten() {
        assertThat(ShardPlan.readable(List.of(shard("c", "gone", "gone-too")), Set.of()::contains))
                .containsExactly("c");
    }

    private static Shard shard(String id, String parent, String adjacent) {
        return Shard.builder()
                .shardId(id)
                .parentShardId(parent)
                .adjacentParentShardId(adjacent)
                .build();
    }
}
