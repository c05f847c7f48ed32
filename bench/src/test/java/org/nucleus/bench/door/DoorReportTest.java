package org.nucleus.bench.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.nucleus.bench.door.Measurement.Cpu;
import org.nucleus.bench.load.LoadResult;
import org.nucleus.model.Format;

import java.time.Duration;
import java.util.List;

class DoorReportTest {
    private static final Traffic SINGLE = Traffic.singles(64);
    private static final Traffic BATCH = Traffic.batches(50, 64);

    @Test
    void comparesTheCollectorWithItsFloorRoundByRound() {
        DoorReport report =
                new DoorReport(
                        List.of(SINGLE),
                        List.of(
                                List.of(
                                        measured(Side.FLOOR, SINGLE, 1000, 10),
                                        measured(Side.COLLECTOR, SINGLE, 800, 12)),
                                List.of(
                                        measured(Side.FLOOR, SINGLE, 100, 10),
                                        measured(Side.COLLECTOR, SINGLE, 60, 30)),
                                List.of(
                                        measured(Side.FLOOR, SINGLE, 2000, 10),
                                        measured(Side.COLLECTOR, SINGLE, 1400, 20))));

        assertThat(report.table())
                .contains(
                        "collector / floor: statements/s 0.70 (0.60 to 0.80),"
                                + " p99 2.00 (1.20 to 3.00)");
    }

    @Test
    void comparesBatchesWithBothFloors() {
        DoorReport report =
                new DoorReport(
                        List.of(BATCH),
                        List.of(
                                List.of(
                                        measured(Side.FLOOR, BATCH, 1000, 10),
                                        measured(Side.LOG_FLOOR, BATCH, 500, 10),
                                        measured(Side.COLLECTOR, BATCH, 250, 10))));

        assertThat(report.table())
                .contains("collector / floor: statements/s 0.25")
                .contains("collector / floor, as logged: statements/s 0.50");
        assertThat(report.json("a machine"))
                .contains("\"machine\" : \"a machine\"")
                .contains("\"statementsPerSecond\" : 12500.0")
                .contains("\"collectorStatementsRatio\" : 0.25");
    }

    @Test
    void countsCpuByStatementNotByRequest() {
        Measurement measured = measured(Side.FLOOR, BATCH, 1000, 10);

        assertThat(measured.statementsPerSecond()).isEqualTo(50_000);
        assertThat(measured.perMillion(Duration.ofSeconds(1))).isCloseTo(20.0, within(1e-9));
    }

    @Test
    void aLoadIsFoundByPartOfItsNameOrByItsFormat() {
        assertThat(DoorPlan.everyTraffic("")).hasSize(11).startsWith(SINGLE);
        assertThat(DoorPlan.everyTraffic("batch")).containsExactly(BATCH);
        assertThat(DoorPlan.everyTraffic("XAPI")).hasSize(3);
        assertThat(DoorPlan.everyTraffic("webhooks")).hasSize(7);
        assertThat(DoorPlan.everyTraffic("caliper"))
                .containsExactly(Traffic.of(Format.CALIPER, 64));
    }

    @Test
    void theMedianIsTheMiddle() {
        assertThat(Median.of(3, 1, 2)).isEqualTo(2);
        assertThat(Median.of(4, 1, 2, 3)).isEqualTo(2.5);
    }

    private static Measurement measured(String side, Traffic traffic, int requests, int p99) {
        return new Measurement(
                side,
                traffic,
                new LoadResult(
                        requests,
                        requests,
                        0,
                        0,
                        0,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(1),
                        Duration.ofMillis(p99),
                        Duration.ofMillis(p99),
                        List.of()),
                new Cpu(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofSeconds(1)));
    }
}
