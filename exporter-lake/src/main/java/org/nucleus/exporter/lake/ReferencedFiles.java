package org.nucleus.exporter.lake;

import org.apache.iceberg.DeleteFile;
import org.apache.iceberg.HasTableOperations;
import org.apache.iceberg.ManifestContent;
import org.apache.iceberg.ManifestFile;
import org.apache.iceberg.ManifestFiles;
import org.apache.iceberg.ReachableFileUtil;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.io.CloseableIterable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/** Every file that a state of a table names. */
final class ReferencedFiles {
    private ReferencedFiles() {}

    /**
     * Gives the location of each file of the table as it is loaded: data, deletes, manifests, lists
     * of manifests, metadata and statistics; one may be given more than once.
     */
    static void forEach(Table table, Consumer<String> file) {
        TableMetadata metadata = ((HasTableOperations) table).operations().current();
        file.accept(metadata.metadataFileLocation());
        metadata.previousFiles().forEach(earlier -> file.accept(earlier.file()));
        ReachableFileUtil.statisticsFilesLocations(table).forEach(file);
        Set<String> read = new HashSet<>();
        for (Snapshot snapshot : table.snapshots()) {
            file.accept(snapshot.manifestListLocation());
            for (ManifestFile manifest : snapshot.allManifests(table.io())) {
                if (read.add(manifest.path())) {
                    file.accept(manifest.path());
                    readManifest(table, manifest, file);
                }
            }
        }
    }

    private static void readManifest(Table table, ManifestFile manifest, Consumer<String> file) {
        try {
            if (manifest.content() == ManifestContent.DATA) {
                try (CloseableIterable<String> paths =
                        ManifestFiles.readPaths(manifest, table.io(), table.specs())) {
                    paths.forEach(file);
                }
            } else {
                try (CloseableIterable<DeleteFile> deletes =
                        ManifestFiles.readDeleteManifest(manifest, table.io(), table.specs())) {
                    deletes.forEach(one -> file.accept(one.location()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + manifest.path(), e);
        }
    }
}
