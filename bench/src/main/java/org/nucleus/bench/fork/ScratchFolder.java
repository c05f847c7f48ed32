package org.nucleus.bench.fork;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A temporary folder that is deleted with all in it.
 *
 * @param path where it is
 */
public record ScratchFolder(Path path) implements AutoCloseable {
    /** A new one, where the system keeps temporary files. */
    public static ScratchFolder make() {
        try {
            return new ScratchFolder(Files.createTempDirectory("nucleus-bench"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot make a folder for the bench", e);
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete the bench's folder " + path, e);
        }
    }
}
