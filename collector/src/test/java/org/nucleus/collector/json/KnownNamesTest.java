package org.nucleus.collector.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.Random;

final class KnownNamesTest {
    @Test
    void givesEveryNameAsItStands() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            int length = random.nextInt(40);
            StringBuilder name = new StringBuilder();
            while (name.length() < length) {
                name.append((char) ('a' + random.nextInt(2)));
            }
            String after = random.nextBoolean() ? "" : "\":\"something after it";
            byte[] bytes = ("{\"" + name + after).getBytes(StandardCharsets.US_ASCII);

            assertThat(KnownNames.of(bytes, 2, 2 + length)).isEqualTo(name.toString());
        }
    }

    @Test
    void givesTheSameStringAgain() {
        byte[] bytes = "{\"objectType\":1}".getBytes(StandardCharsets.US_ASCII);

        assertThat(KnownNames.of(bytes, 2, 12)).isSameAs(KnownNames.of(bytes, 2, 12));
    }
}
