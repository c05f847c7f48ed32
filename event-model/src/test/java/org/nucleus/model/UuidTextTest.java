package org.nucleus.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.UUID;

final class UuidTextTest {
    @Test
    void writesWhatTheJdkPrints() {
        Random random = new Random(4);
        for (int i = 0; i < 1_000; i++) {
            isWritten(new UUID(random.nextLong(), random.nextLong()));
        }
        isWritten(new UUID(0, 0));
        isWritten(new UUID(-1, -1));
    }

    private static void isWritten(UUID id) {
        byte[] target = new byte[UuidText.LENGTH + 2];
        UuidText.write(id, target, 1);
        assertThat(new String(target, StandardCharsets.US_ASCII)).isEqualTo("\0" + id + "\0");
    }
}
