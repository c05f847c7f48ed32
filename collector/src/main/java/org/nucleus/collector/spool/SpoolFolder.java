package org.nucleus.collector.spool;

import org.nucleus.runtime.secret.PrivateFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Files of one folder, the oldest first, no more bytes of them than it may hold. Only their owner
 * may read them. Safe on many threads.
 */
final class SpoolFolder {
    private static final String SUFFIX = ".json";
    private static final String SET_ASIDE = ".unreadable";

    private final Path folder;
    private final long mostBytes;
    private final Clock clock;
    private final TreeMap<String, Long> sizes = new TreeMap<>();
    private long bytes;

    private SpoolFolder(Path folder, long mostBytes, Clock clock) {
        this.folder = folder;
        this.mostBytes = mostBytes;
        this.clock = clock;
    }

    /** With what an earlier process left in it; what that process had only begun is removed. */
    static SpoolFolder open(Path folder, long mostBytes, Clock clock) throws IOException {
        Files.createDirectories(folder);
        SpoolFolder opened = new SpoolFolder(folder, mostBytes, clock);
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(SUFFIX)) {
                    opened.add(name, Files.size(file));
                } else if (!name.endsWith(SET_ASIDE)) {
                    Files.delete(file);
                }
            }
        }
        return opened;
    }

    /** Brings {@code content} to disk; false where there is no room for it. */
    synchronized boolean keep(byte[] content) throws IOException {
        if (content.length > mostBytes - bytes) {
            return false;
        }
        String name = "%013d-%s%s".formatted(clock.millis(), UUID.randomUUID(), SUFFIX);
        PrivateFile.write(folder.resolve(name), content);
        add(name, content.length);
        return true;
    }

    private void add(String name, long size) {
        sizes.put(name, size);
        bytes += size;
    }

    /** Names of all files, first that of the one that has been here longest. */
    synchronized List<String> names() {
        return List.copyOf(sizes.keySet());
    }

    byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    synchronized void delete(String name) throws IOException {
        Files.deleteIfExists(folder.resolve(name));
        bytes -= sizes.remove(name);
    }

    /** Renames a file, so that somebody may look at it, and counts it no longer. */
    synchronized void setAside(String name) throws IOException {
        Path file = folder.resolve(name);
        if (Files.exists(file)) {
            Files.move(file, folder.resolve(name + SET_ASIDE));
        }
        bytes -= sizes.remove(name);
    }

    synchronized long bytes() {
        return bytes;
    }

    synchronized int files() {
        return sizes.size();
    }
}
