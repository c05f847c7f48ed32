package org.nucleus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

/** That the benches run at all; what they measure in so short a time says nothing. */
@Timeout(180)
class BenchIT {
    private final StringWriter out = new StringWriter();
    private final CommandLine bench = BenchMain.line().setOut(new PrintWriter(out, true));

    @TempDir private Path folder;

    @Test
    void theCollectorsBenchPrintsItsRatiosToTheFloor() {
        Path json = folder.resolve("figures.json");

        int exit = bench.execute("collector", "--quick", "--only", "batch", "--json", "" + json);

        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("processors")
                .containsPattern("collector / floor: statements/s [0-9]+\\.[0-9]{2} \\(")
                .containsPattern(
                        "collector / floor, as logged: statements/s [0-9]+\\.[0-9]{2} \\(");
        assertThat(json).content().contains("\"collectorStatementsRatio\"");
    }

    @Test
    void theCollectorsBenchSendsEveryFormatAsItsSendersDo() {
        int exit = bench.execute("collector", "--quick", "--only", "webhooks");

        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("webhooks canvas, 64", "webhooks bbb, 64", "webhooks jaas, 64")
                .doesNotContain("as logged", "single");
    }

    @Test
    void theFloodsBenchTellsWhatTheOthersFeelOfIt() {
        int exit =
                bench.execute(
                        "flood",
                        "--others",
                        "3",
                        "--rounds",
                        "1",
                        "--seconds",
                        "1",
                        "--warm-up",
                        "0");

        assertThat(exit).isZero();
        assertThat(out.toString())
                .contains("others beside the flood")
                .containsPattern("beside / alone: p99 [0-9]+\\.[0-9]{2} \\(");
    }

    @Test
    void thePipelinesBenchFollowsEveryStatementIntoTheTable() {
        int exit =
                bench.execute(
                        "pipeline",
                        "--rates",
                        "200",
                        "--seconds",
                        "2",
                        "--warm-up",
                        "1",
                        "--set",
                        "lake.commit.interval=500ms");

        assertThat(exit).isZero();
        assertThat(out.toString()).containsPattern("(?m)^ +200 +[0-9]+ +[0-9]+ ");
    }
}
