package org.nucleus.exporter.lake;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the documentation that tests read and write is. */
public final class Repository {
    private Repository() {}

    /** The checkout's top folder. */
    public static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("LICENSE"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
