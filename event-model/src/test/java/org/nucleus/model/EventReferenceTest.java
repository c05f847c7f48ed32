package org.nucleus.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Keeps {@code docs/reference/event.md} true; {@code -Dregenerate=true} writes it anew. */
final class EventReferenceTest {
    @Test
    void theReferenceIsWhatTheSchemaSays() throws IOException {
        Path reference = root().resolve("docs/reference/event.md");
        String rendered = EventReference.render(EventSchemas.current());
        if (Boolean.getBoolean("regenerate")) {
            Files.createDirectories(reference.getParent());
            Files.writeString(reference, rendered);
        }
        assertThat(reference)
                .as("regenerate with: mvn -Dquick -pl event-model test -Dregenerate=true")
                .hasContent(rendered);
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("event-model"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
