package org.nucleus.runtime.sink;

import org.nucleus.runtime.health.StartFailure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

/**
 * Names this copy of a service among all copies, the same after a restart on the same data folder,
 * so that the log gives a restarted copy its partitions back at once.
 */
public final class CopyId {
    private static final String FILE = "copy.id";

    private CopyId() {}

    /**
     * The id kept in {@code dataDir}, made where there is none.
     *
     * @throws StartFailure when the folder cannot be written or the file holds something else
     */
    public static String of(Path dataDir) {
        Path file = dataDir.resolve(FILE);
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(dataDir);
                Path draft = Files.createTempFile(dataDir, FILE, ".draft");
                Files.writeString(draft, UUID.randomUUID().toString());
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
            }
            return UUID.fromString(Files.readString(file).strip()).toString();
        } catch (IOException e) {
            throw new StartFailure("the data folder cannot hold " + file, e);
        } catch (IllegalArgumentException e) {
            throw new StartFailure(file + " does not hold an id; delete it", e);
        }
    }
}
