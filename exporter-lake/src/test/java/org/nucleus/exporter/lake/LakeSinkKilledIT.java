package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;

final class LakeSinkKilledIT {
    private static final long SEED = 20_261_121;
    private static final int LAST = 600;

    @TempDir Path dataDir;

    @Test
    void everyRecordIsStoredOnceHoweverOftenTheWriterIsKilled() throws Exception {
        Random random = new Random(SEED);
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), dataDir)) {
            catalog.findOrCreate(LakeTable.EVENTS);
            for (int kill = 0; kill < 3; kill++) {
                long killAfter = stored(catalog) + 10 + random.nextInt(120);
                Process writer = start();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(1 + random.nextInt(20)))
                        .until(() -> stored(catalog) >= killAfter || !writer.isAlive());
                writer.destroyForcibly();
                assertThat(writer.waitFor(20, TimeUnit.SECONDS)).isTrue();
            }
            Process last = start();
            assertThat(last.waitFor(120, TimeUnit.SECONDS)).isTrue();
            assertThat(last.exitValue()).isZero();

            List<String> ids = TableReader.column(catalog, LakeTable.EVENTS, "event_id");
            assertThat(ids).hasSize(LAST).doesNotHaveDuplicates();
        }
    }

    private static long stored(LakeCatalog catalog) {
        return LakeSink.events(catalog, Samples.settings(), Clock.systemUTC())
                .open(Set.of(Samples.partition(0)))
                .next()
                .getOrDefault(Samples.partition(0), 0L);
    }

    private Process start() throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritesUntilKilled.class.getName(),
                        dataDir.toString(),
                        Integer.toString(LAST))
                .redirectErrorStream(true)
                .redirectOutput(dataDir.resolve("writer.log").toFile())
                .start();
    }
}
