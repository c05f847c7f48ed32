package org.nucleus.exporter.lake;

import org.apache.iceberg.io.FileInfo;
import org.apache.iceberg.io.InputFile;
import org.apache.iceberg.io.OutputFile;
import org.apache.iceberg.io.SupportsPrefixOperations;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;

/**
 * Iceberg's files on a local disk, without Hadoop's file systems; a closed file is on the disk, not
 * only in its cache. Made by Iceberg from its class name.
 */
public final class LocalFileIO implements SupportsPrefixOperations {
    private static final long serialVersionUID = 1L;

    /** {@code /a/b} or {@code file:///a/b} → the path; nothing is percent-decoded. */
    public static Path path(String location) {
        if (!location.startsWith("file:")) {
            return Path.of(location);
        }
        String path = location.substring("file:".length());
        return Path.of(path.startsWith("//") ? path.substring(2) : path);
    }

    @Override
    public InputFile newInputFile(String location) {
        return new LocalInputFile(location);
    }

    @Override
    public OutputFile newOutputFile(String location) {
        return new LocalOutputFile(location);
    }

    @Override
    public void deleteFile(String location) {
        try {
            Files.deleteIfExists(path(location));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + location, e);
        }
    }

    /** Every file below a folder, spelled as {@code prefix} is. */
    @Override
    public Iterable<FileInfo> listPrefix(String prefix) {
        Path folder = path(prefix);
        String begin = prefix.endsWith("/") ? prefix : prefix + "/";
        List<FileInfo> files = new ArrayList<>();
        try {
            Files.walkFileTree(folder, new Listing(folder, begin, files));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
        return files;
    }

    @Override
    public void deletePrefix(String prefix) {
        listPrefix(prefix).forEach(file -> deleteFile(file.location()));
    }

    /** Passes over what is removed while it lists. */
    private static final class Listing extends SimpleFileVisitor<Path> {
        private final Path folder;
        private final String begin;
        private final List<FileInfo> files;

        Listing(Path folder, String begin, List<FileInfo> files) {
            this.folder = folder;
            this.begin = begin;
            this.files = files;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            files.add(
                    new FileInfo(
                            begin + folder.relativize(file),
                            attributes.size(),
                            attributes.lastModifiedTime().toMillis()));
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }
    }
}
