package org.nucleus.exporter.lake;

import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableProperties;
import org.apache.iceberg.UpdateSchema;
import org.apache.iceberg.catalog.Catalog;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Knows the current state of every table: a SQLite file, or what {@code lake.catalog.*} says. */
public final class LakeCatalog implements AutoCloseable {
    private static final Map<String, String> TABLE_PROPERTIES =
            Map.of(
                    TableProperties.PARQUET_COMPRESSION, "zstd",
                    TableProperties.PARQUET_ROW_GROUP_SIZE_BYTES, Long.toString(16L << 20),
                    TableProperties.METADATA_COMPRESSION, "gzip",
                    TableProperties.METADATA_DELETE_AFTER_COMMIT_ENABLED, "true",
                    TableProperties.METADATA_PREVIOUS_VERSIONS_MAX, "10");

    static final int WORKERS = 4;

    private final Catalog catalog;
    private final Namespace namespace;
    private final ExecutorService workers =
            Executors.newFixedThreadPool(
                    WORKERS, Thread.ofPlatform().daemon().name("lake-worker-", 0).factory());

    private LakeCatalog(Catalog catalog, Namespace namespace) {
        this.catalog = catalog;
        this.namespace = namespace;
    }

    /**
     * Opens the catalog, making the local one where it is missing.
     *
     * @throws RuntimeException of the catalog, when it does not answer
     */
    public static LakeCatalog open(LakeSettings settings, Path dataDir) {
        CatalogSettings catalog = CatalogSettings.of(settings, dataDir);
        catalog.localFile().ifPresent(LakeCatalog::createFolderOf);
        return new LakeCatalog(
                CatalogUtil.buildIcebergCatalog("nucleus", catalog.properties(), null),
                Namespace.of(settings.namespace()));
    }

    /** As {@link #open}, for readers: nothing is made, a missing local catalog is none. */
    public static Optional<LakeCatalog> openIfMade(LakeSettings settings, Path dataDir) {
        boolean made =
                CatalogSettings.of(settings, dataDir).localFile().map(Files::exists).orElse(true);
        return made ? Optional.of(open(settings, dataDir)) : Optional.empty();
    }

    private static void createFolderOf(Path file) {
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make " + file.getParent(), e);
        }
    }

    /**
     * What plans scans and writes manifests. Iceberg's own pool ends as soon as the process gets a
     * SIGTERM, while sinks still commit; this one ends with the catalog.
     */
    ExecutorService workers() {
        return workers;
    }

    /** The table as it is now, if it was ever made. */
    public Optional<Table> find(LakeTable table) {
        try {
            return Optional.of(catalog.loadTable(id(table)));
        } catch (NoSuchTableException e) {
            return Optional.empty();
        }
    }

    /** The table with at least the columns of this version; made or widened where need be. */
    public Table findOrCreate(LakeTable table) {
        return find(table).map(found -> widen(found, table)).orElseGet(() -> create(table));
    }

    private Table create(LakeTable table) {
        createNamespace();
        try {
            return catalog.buildTable(id(table), table.schema())
                    .withPartitionSpec(table.partitions())
                    .withProperties(TABLE_PROPERTIES)
                    .create();
        } catch (AlreadyExistsException madeMeanwhile) {
            return widen(catalog.loadTable(id(table)), table);
        }
    }

    private void createNamespace() {
        if (catalog instanceof SupportsNamespaces namespaces
                && !namespaces.namespaceExists(namespace)) {
            try {
                namespaces.createNamespace(namespace, new HashMap<>());
            } catch (AlreadyExistsException ignored) {
                // another copy was quicker
            }
        }
    }

    private static Table widen(Table found, LakeTable table) {
        UpdateSchema update = found.updateSchema().unionByNameWith(table.schema());
        if (update.apply().sameSchema(found.schema())) {
            return found;
        }
        try {
            update.commit();
        } catch (CommitFailedException overtaken) {
            found.refresh();
            return widen(found, table);
        }
        return found;
    }

    private TableIdentifier id(LakeTable table) {
        return TableIdentifier.of(namespace, table.name());
    }

    @Override
    public void close() {
        workers.shutdown();
        if (catalog instanceof Closeable closeable) {
            try {
                closeable.close();
            } catch (IOException e) {
                throw new UncheckedIOException("cannot close the catalog", e);
            }
        }
    }
}
