package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.exporter.lake.query.LakeQuery;
import org.nucleus.exporter.lake.query.OutputFormat;
import org.nucleus.runtime.sink.Progress;
import org.nucleus.runtime.sink.StaleOwnerException;
import org.nucleus.testkit.S3Server;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

final class LakeOnS3IT {
    private static final TopicPartition P0 = Samples.partition(0);

    @TempDir static Path logs;
    @TempDir Path dataDir;
    private static S3Server s3;

    @BeforeAll
    static void startS3() throws Exception {
        s3 = S3Server.start(logs.resolve("s3.log"));
        s3.makeBucket("lake");
    }

    @AfterAll
    static void stopS3() {
        s3.close();
    }

    @Test
    void everyFileIsOnS3AndEveryRowComesBackOnce() throws Exception {
        LakeSettings settings = onS3("everything");
        try (LakeCatalog catalog = LakeCatalog.open(settings, dataDir)) {
            LakeSink sink = LakeSink.events(catalog, settings, Clock.systemUTC());
            sink.open(Set.of(P0));
            for (int i = 0; i < 16; i++) {
                sink.write(P0, Samples.records(P0, 10L * i, 10));
                sink.commit(Progress.of(Map.of(P0, 10L * i + 10)));
            }
            assertThat(TableReader.files(catalog, LakeTable.EVENTS))
                    .hasSize(16)
                    .allMatch(file -> file.startsWith("s3://lake/everything/"));

            SmallFiles.join(Samples.commits(catalog), () -> false);
            assertThat(TableReader.files(catalog, LakeTable.EVENTS)).hasSize(1);
        }

        assertThat(query(settings, "select count(*) n, count(distinct event_id) d from events"))
                .isEqualTo("n,d\n160,160\n");
        try (Stream<Path> local = Files.walk(dataDir)) {
            assertThat(local.filter(file -> file.toString().endsWith(".parquet"))).isEmpty();
        }
    }

    @Test
    void aStaleOwnerIsRefusedAndItsFilesAreGone() {
        LakeSettings settings = onS3("stale");
        try (LakeCatalog catalog = LakeCatalog.open(settings, dataDir)) {
            LakeSink stale = LakeSink.events(catalog, settings, Clock.systemUTC());
            stale.open(Set.of(P0));
            stale.write(P0, Samples.records(P0, 0, 3));
            LakeSink owner = LakeSink.events(catalog, settings, Clock.systemUTC());
            owner.open(Set.of(P0));
            owner.write(P0, Samples.records(P0, 0, 3));
            owner.commit(Progress.of(Map.of(P0, 3L)));

            assertThatThrownBy(() -> stale.commit(Progress.of(Map.of(P0, 3L))))
                    .isInstanceOf(StaleOwnerException.class);
        }

        assertThat(query(settings, "select count(*) as n from events")).isEqualTo("n\n3\n");
    }

    private static LakeSettings onS3(String prefix) {
        LakeSettings local = Samples.settings(catalogSettings());
        return new LakeSettings(
                "s3://lake/" + prefix,
                local.namespace(),
                local.commit(),
                local.snapshotRetention(),
                local.maintenanceInterval(),
                local.catalog());
    }

    private static Map<String, String> catalogSettings() {
        return Map.of(
                "s3.endpoint", s3.address().toString(),
                "s3.path-style-access", "true",
                "s3.access-key-id", "any",
                "s3.secret-access-key", "any",
                "client.region", "eu-central-1");
    }

    private String query(LakeSettings settings, String sql) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LakeQuery.run(settings, dataDir, sql, OutputFormat.CSV, out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
