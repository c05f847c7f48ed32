package org.nucleus.node.data;

import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.secret.PrivateFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Objects;
import java.util.stream.Stream;

/** The folder of one node, owned by one process at a time from {@link #own} to {@link #close}. */
public final class DataFolder implements AutoCloseable {
    private final Path path;
    private final FileChannel lockFile;

    private DataFolder(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /**
     * Makes the folder where it is missing, closes it to other users of the machine, checks that it
     * can be written, and locks it until the process ends. What an earlier process left of
     * temporary files is removed.
     *
     * @param leastFree bytes that must be free on its disk
     * @throws StartFailure when it cannot be closed or written, is full, or another process owns it
     */
    public static DataFolder own(Path path, long leastFree) {
        try {
            Files.createDirectories(path);
            PrivateFile.closeFolder(path);
            DataFolder folder = new DataFolder(path, lock(path));
            requireSpace(path, leastFree);
            folder.emptyTemporary();
            return folder;
        } catch (IOException e) {
            throw new StartFailure(
                    "data folder %s cannot be written (%s); free it or set data.dir to another"
                            .formatted(path, reason(e)),
                    e);
        }
    }

    /** What the launcher has Java put there ends with a process, but for a kill. */
    private void emptyTemporary() throws IOException {
        Path temporary = path.resolve("tmp");
        if (!Files.isDirectory(temporary)) {
            return;
        }
        try (Stream<Path> files = Files.walk(temporary)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (!file.equals(temporary)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        path.resolve("node.lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return channel;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw taken(path, e);
        }
        channel.close();
        throw taken(path, null);
    }

    private static StartFailure taken(Path path, Throwable cause) {
        return new StartFailure(
                "data folder %s is in use by another node; stop that one or set data.dir to another"
                        .formatted(path),
                cause);
    }

    private static void requireSpace(Path path, long leastFree) throws IOException {
        long free = Files.getFileStore(path).getUsableSpace();
        if (free < leastFree) {
            throw new StartFailure(
                    ("the disk of data folder %s is full: %d MiB are free, a node needs %d; free"
                                    + " some or lower data.disk.free.min")
                            .formatted(path, free >> 20, leastFree >> 20));
        }
    }

    private static String reason(IOException failure) {
        String reason =
                failure instanceof FileSystemException e && e.getReason() != null
                        ? e.getReason()
                        : failure.getClass().getSimpleName();
        return Objects.requireNonNull(reason).replace("Exception", "");
    }

    /** The folder itself. */
    public Path path() {
        return path;
    }

    /** Where the embedded broker lives. */
    public Path broker() {
        return path.resolve("kafka");
    }

    /** Where a process that owns a screen writes its log. */
    public Path logFile() {
        return path.resolve("logs").resolve("nucleus.log");
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("lock of " + path + " cannot be given back", e);
        }
    }
}
