package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.catalog.Catalog;
import org.junit.jupiter.api.Test;
import org.nucleus.runtime.settings.Settings;
import org.nucleus.runtime.settings.SettingsLoader;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

final class CatalogSettingsTest {
    private static final Path DATA = Path.of("/srv/nucleus/data");

    @Test
    void byDefaultTheLakeIsInTheDataFolder() {
        CatalogSettings catalog = CatalogSettings.of(loaded(Map.of()), DATA);

        assertThat(catalog.localFile()).contains(DATA.resolve("lake/catalog.db"));
        assertThat(catalog.properties())
                .containsEntry("type", "jdbc")
                .containsEntry("uri", "jdbc:sqlite:/srv/nucleus/data/lake/catalog.db")
                .containsEntry("warehouse", "/srv/nucleus/data/lake")
                .containsEntry("io-impl", LocalFileIO.class.getName());
    }

    @Test
    void everyDefaultIsKnown() {
        LakeSettings settings = loaded(Map.of());

        assertThat(settings.namespace()).isEqualTo("nucleus");
        assertThat(settings.commit().commitInterval()).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.commit().commitRows()).isEqualTo(200_000);
        assertThat(settings.commit().commitBytes()).isEqualTo(64L << 20);
        assertThat(settings.snapshotRetention()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.maintenanceInterval()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.catalog()).isEmpty();
    }

    @Test
    void everyKeyIsRead() {
        LakeSettings settings =
                loaded(
                        Map.of(
                                "lake.warehouse", "/mnt/lake",
                                "lake.namespace", "district",
                                "lake.commit.interval", "1m",
                                "lake.commit.rows", "7",
                                "lake.commit.bytes", "1MiB",
                                "lake.snapshot.retention", "2d",
                                "lake.maintenance.interval", "1h",
                                "lake.catalog.type", "rest"));

        assertThat(settings.warehouse()).isEqualTo("/mnt/lake");
        assertThat(settings.namespace()).isEqualTo("district");
        assertThat(settings.commit().commitInterval()).isEqualTo(Duration.ofMinutes(1));
        assertThat(settings.commit().commitRows()).isEqualTo(7);
        assertThat(settings.commit().commitBytes()).isEqualTo(1L << 20);
        assertThat(settings.snapshotRetention()).isEqualTo(Duration.ofDays(2));
        assertThat(settings.maintenanceInterval()).isEqualTo(Duration.ofHours(1));
        assertThat(settings.catalog()).isEqualTo(Map.of("type", "rest"));
    }

    @Test
    void aWarehouseMayBeAnotherFolder() {
        for (String folder : List.of("/mnt/lake", "file:///mnt/lake")) {
            assertThat(
                            CatalogSettings.of(loaded(Map.of("lake.warehouse", folder)), DATA)
                                    .properties())
                    .containsEntry("warehouse", "/mnt/lake")
                    .containsEntry("io-impl", LocalFileIO.class.getName());
        }
    }

    @Test
    void anS3WarehouseIsWrittenThroughTheAwsSdkWithoutANettyOrApacheClient() {
        CatalogSettings catalog =
                CatalogSettings.of(loaded(Map.of("lake.warehouse", "s3://lake/here")), DATA);

        assertThat(catalog.properties())
                .containsEntry("type", "jdbc")
                .containsEntry("warehouse", "s3://lake/here")
                .containsEntry("io-impl", "org.apache.iceberg.aws.s3.S3FileIO")
                .containsEntry("http-client.type", "urlconnection");
    }

    @Test
    void whatIsSetForTheCatalogIsHandedOnAsItIs() {
        CatalogSettings catalog =
                CatalogSettings.of(
                        loaded(
                                Map.of(
                                        "lake.catalog.type", "rest",
                                        "lake.catalog.uri", "https://catalog.example",
                                        "lake.catalog.header.x", "y")),
                        DATA);

        assertThat(catalog.localFile()).isEmpty();
        assertThat(catalog.properties())
                .containsEntry("type", "rest")
                .containsEntry("uri", "https://catalog.example")
                .containsEntry("header.x", "y")
                .doesNotContainKeys("warehouse", "io-impl");
    }

    @Test
    void theGlueCatalogCanBeBuilt() throws IOException {
        CatalogSettings settings =
                CatalogSettings.of(
                        loaded(
                                Map.of(
                                        "lake.warehouse", "s3://lake/here",
                                        "lake.catalog.type", "glue",
                                        "lake.catalog.client.region", "eu-central-1")),
                        DATA);

        Catalog catalog = CatalogUtil.buildIcebergCatalog("test", settings.properties(), null);

        assertThat(catalog.getClass().getSimpleName()).isEqualTo("GlueCatalog");
        ((Closeable) catalog).close();
    }

    @Test
    void settingsDoNotPrintCredentials() {
        assertThat(loaded(Map.of("lake.catalog.s3.secret-access-key", "hush")).toString())
                .contains("s3.secret-access-key")
                .doesNotContain("hush");
    }

    private static LakeSettings loaded(Map<String, String> file) {
        SettingsLoader loader = new SettingsLoader(List.of(LakeSettings.GROUP), Map.of());
        SettingsLoader.Outcome outcome = loader.load(file, Map.of(), Map.of());
        assertThat(outcome).isInstanceOf(SettingsLoader.Loaded.class);
        Settings settings = ((SettingsLoader.Loaded) outcome).settings();
        return LakeSettings.from(settings);
    }
}
