package org.nucleus.runtime.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.runtime.health.StartFailure;

import java.nio.file.Files;
import java.nio.file.Path;

final class CopyIdTest {
    @TempDir private Path folder;

    @Test
    void isTheSameForOneFolderAndAnotherForAnother() {
        Path data = folder.resolve("data");
        String id = CopyId.of(data);

        assertThat(CopyId.of(data)).isEqualTo(id);
        assertThat(CopyId.of(folder.resolve("other"))).isNotEqualTo(id);
        assertThat(data).isDirectoryContaining("glob:**/copy.id");
        assertThat(data.toFile().list()).hasSize(1);
    }

    @Test
    void saysWhichFileHoldsNoId() throws Exception {
        Files.writeString(folder.resolve("copy.id"), "something else");

        assertThatThrownBy(() -> CopyId.of(folder))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("copy.id");
    }

    @Test
    void saysThatTheFolderCannotBeUsed() throws Exception {
        Path file = Files.writeString(folder.resolve("a-file"), "");

        assertThatThrownBy(() -> CopyId.of(file))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("data folder");
    }
}
