package org.nucleus.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.nucleus.bench.load.LoadResult.Sample;
import org.nucleus.model.Format;

import java.time.Duration;
import java.util.List;

class LoadPlanTest {
    @Test
    void planAndResultTravelAsOneLine() {
        LoadPlan plan = Plans.plan(4711, 50, 20_000, 100);
        LoadResult result =
                new LoadResult(
                        9,
                        10,
                        2,
                        1,
                        3,
                        Duration.ofSeconds(3),
                        Duration.ofMillis(4),
                        Duration.ofMillis(5),
                        Duration.ofMillis(6),
                        List.of(new Sample("a", 1), new Sample("b", 2)));

        assertThat(LoadPlan.parse(plan.line())).isEqualTo(plan);
        assertThat(LoadResult.parse(result.line())).isEqualTo(result);
        assertThat(result.requestsPerSecond()).isEqualTo(3.0);
    }

    @Test
    void aRateIsEvenlySpread() {
        assertThat(Plans.open(1, 10, 20_000).intervalNanos()).isEqualTo(500_000);
        assertThat(Plans.closed(1, 10).intervalNanos()).isZero();
    }

    @Test
    void refusesAnIdPrefixThatWouldNotMakeUuids() {
        assertThatThrownBy(
                        () ->
                                new LoadPlan(
                                        1,
                                        new Sender(Format.XAPI, "bench", "secret"),
                                        "short",
                                        "",
                                        1,
                                        1,
                                        0,
                                        0,
                                        Duration.ZERO,
                                        Duration.ZERO))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("24 characters");
    }
}
