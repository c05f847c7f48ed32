package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

final class LakeSinkStoppedIT {
    @TempDir Path dataDir;

    @Test
    void theLastCommitOfAProcessThatIsStoppedComesThrough() throws Exception {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                CommitsOnSigterm.class.getName(),
                                dataDir.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(dataDir.resolve("process.log").toFile())
                        .start();
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> Files.exists(dataDir.resolve("ready")) || !process.isAlive());

        process.destroy();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();

        assertThat(Files.readString(dataDir.resolve("process.log"))).doesNotContain("Exception");
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), dataDir)) {
            assertThat(TableReader.column(catalog, LakeTable.EVENTS, "event_id")).hasSize(10);
        }
    }
}
