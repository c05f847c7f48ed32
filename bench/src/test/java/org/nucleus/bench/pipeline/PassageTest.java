package org.nucleus.bench.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nucleus.bench.load.LoadResult;
import org.nucleus.bench.load.LoadResult.Sample;
import org.nucleus.bench.pipeline.TableWatch.Seen;

import java.time.Duration;
import java.util.List;
import java.util.Map;

class PassageTest {
    @Test
    void theRateToTheTableIsTakenFromCommitToCommit() {
        Passage passage =
                passage(
                        0,
                        List.of(
                                new Seen(1_000, 0),
                                new Seen(5_000, 4_000),
                                new Seen(10_000, 9_000),
                                new Seen(12_000, 10_000)));

        assertThat(passage.tablePerSecond()).isEqualTo(1_000.0);
        assertThat(passage.drain()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void lagIsFromAnswerToTable() {
        Passage passage = passage(0, List.of(new Seen(1, 1), new Seen(2, 2)));

        assertThat(passage.lags()).containsExactly(1_000, 5_000);
        assertThat(Passage.percentile(passage.lags(), 50)).isEqualTo(1_000);
        assertThat(Passage.percentile(passage.lags(), 99)).isEqualTo(5_000);
    }

    @Test
    void aRefusalMakesThePassageVoid() {
        assertThatThrownBy(() -> passage(1, List.of(new Seen(1, 1))))
                .hasMessageContaining("1 requests were not answered 2xx");
    }

    @Test
    void someStatementsAreFollowedAtAnyRate() {
        assertThat(Sampling.of(1_000, 10)).isEqualTo(new Sampling(0, 10));
        assertThat(Sampling.of(5_000, 10)).isEqualTo(new Sampling(1, 80));
        assertThat(Sampling.of(20_000, 10)).isEqualTo(new Sampling(2, 1280));
        assertThat(Sampling.of(20_000, 10).pattern("p-")).isEqualTo("p-%00");
    }

    private static Passage passage(long refused, List<Seen> seen) {
        LoadResult load =
                new LoadResult(
                        1_000,
                        1_000,
                        refused,
                        0,
                        0,
                        Duration.ofSeconds(10),
                        Duration.ofMillis(1),
                        Duration.ofMillis(2),
                        Duration.ofMillis(3),
                        List.of(new Sample("a", 2_000), new Sample("b", 4_000)));
        return new Passage(
                1_000,
                10,
                load,
                seen,
                Map.of("a", 7_000L, "b", 5_000L),
                11_000,
                Duration.ofSeconds(1));
    }
}
