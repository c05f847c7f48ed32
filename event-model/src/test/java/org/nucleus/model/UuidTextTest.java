package org.nucleus.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "3E09E130-F6F7-4A3F-B9BD-3B0922006048, 3e09e130-f6f7-4a3f-b9bd-3b0922006048",
        "URN:UUID:3E09E130-F6F7-4A3F-B9BD-3B0922006048,"
                + " urn:uuid:3e09e130-f6f7-4a3f-b9bd-3b0922006048",
        "3E09E130-F6F7-4A3F-B9BD-3B092200604G, 3E09E130-F6F7-4A3F-B9BD-3B092200604G",
        "3E09E130+F6F7-4A3F-B9BD-3B0922006048, 3E09E130+F6F7-4A3F-B9BD-3B0922006048",
        "URN:GUID:3E09E130-F6F7-4A3F-B9BD-3B0922006048,"
                + " URN:GUID:3E09E130-F6F7-4A3F-B9BD-3B0922006048",
        "'', ''",
        "Ada, Ada"
    })
    void foldsUuidsAndNothingElse(String text, String folded) {
        assertThat(UuidText.folded(text)).isEqualTo(folded);
    }

    private static void isWritten(UUID id) {
        byte[] target = new byte[UuidText.LENGTH + 2];
        UuidText.write(id, target, 1);
        assertThat(new String(target, StandardCharsets.US_ASCII)).isEqualTo("\0" + id + "\0");
    }
}
