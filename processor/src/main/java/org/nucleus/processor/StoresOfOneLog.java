package org.nucleus.processor;

import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.kafka.LogIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Keeps the stores on disk to one log. They are a copy of topics with offsets of their own; beside
 * another log they would take events for duplicates that it does not have.
 */
final class StoresOfOneLog {
    private static final Logger log = LoggerFactory.getLogger(StoresOfOneLog.class);

    private StoresOfOneLog() {}

    /**
     * Deletes the stores where they are of another log than this; stores of an earlier version,
     * which did not note their log, are taken for this one's.
     *
     * @param stores folder of all stores; its log is noted in a file beside it
     * @throws StartFailure when the folder cannot be read or written
     */
    static void require(Path stores, LogIdentity current) {
        Path note = stores.resolveSibling(stores.getFileName() + ".log.id");
        List<String> lines = List.of(current.clusterId(), current.topicId());
        try {
            if (Files.exists(note) && !Files.readAllLines(note).equals(lines)) {
                log.atWarn()
                        .addKeyValue("folder", stores)
                        .log("Stores are of another log and are rebuilt from this one");
                delete(stores);
            }
            Files.createDirectories(stores);
            Path draft = Files.write(note.resolveSibling(note.getFileName() + ".draft"), lines);
            Files.move(draft, note, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new StartFailure("the data folder cannot hold " + note, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
