package org.nucleus.exporter.lake;

import org.apache.iceberg.CatalogProperties;
import org.apache.iceberg.CatalogUtil;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * {@link LakeSettings} in Iceberg's words, with this house's defaults: a SQLite catalog and local
 * files in the data folder, S3 through the AWS SDK where the warehouse is there.
 *
 * @param properties for {@link CatalogUtil#buildIcebergCatalog}
 * @param localFile the SQLite file, where the catalog is the default one
 */
record CatalogSettings(Map<String, String> properties, Optional<Path> localFile) {
    private static final String S3_FILES = "org.apache.iceberg.aws.s3.S3FileIO";
    private static final String HTTP_CLIENT = "http-client.type";

    CatalogSettings {
        properties = Map.copyOf(properties);
    }

    static CatalogSettings of(LakeSettings settings, Path dataDir) {
        Map<String, String> properties = new HashMap<>(settings.catalog());
        Path lake = dataDir.resolve("lake").toAbsolutePath().normalize();
        Optional<Path> localFile = Optional.empty();
        if (!properties.containsKey(CatalogUtil.ICEBERG_CATALOG_TYPE)
                && !properties.containsKey(CatalogProperties.CATALOG_IMPL)) {
            properties.put(CatalogUtil.ICEBERG_CATALOG_TYPE, CatalogUtil.ICEBERG_CATALOG_TYPE_JDBC);
            if (!properties.containsKey(CatalogProperties.URI)) {
                localFile = Optional.of(lake.resolve("catalog.db"));
                properties.putAll(sqlite(localFile.get()));
            }
        }
        boolean serverKnowsWarehouse =
                CatalogUtil.ICEBERG_CATALOG_TYPE_REST.equals(
                                properties.get(CatalogUtil.ICEBERG_CATALOG_TYPE))
                        && settings.warehouse().isEmpty();
        if (!serverKnowsWarehouse) {
            putWarehouse(properties, settings.warehouse(), lake);
        }
        properties.putIfAbsent(HTTP_CLIENT, "urlconnection");
        return new CatalogSettings(properties, localFile);
    }

    /** Readers never wait for a writer (WAL); writers wait for each other instead of failing. */
    private static Map<String, String> sqlite(Path file) {
        return Map.of(
                CatalogProperties.URI,
                "jdbc:sqlite:" + file,
                "jdbc.schema-version",
                "V1",
                "jdbc.journal_mode",
                "WAL",
                "jdbc.synchronous",
                "FULL",
                "jdbc.busy_timeout",
                "20000");
    }

    private static void putWarehouse(
            Map<String, String> properties, String warehouse, Path defaultFolder) {
        boolean remote = warehouse.contains("://") && !warehouse.startsWith("file:");
        Path folder = warehouse.isEmpty() || remote ? defaultFolder : LocalFileIO.path(warehouse);
        properties.putIfAbsent(
                CatalogProperties.WAREHOUSE_LOCATION,
                remote ? warehouse : folder.toAbsolutePath().normalize().toString());
        properties.putIfAbsent(
                CatalogProperties.FILE_IO_IMPL, remote ? S3_FILES : LocalFileIO.class.getName());
    }
}
