package org.nucleus.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

final class UnitsTest {
    @ParameterizedTest
    @CsvSource({
        "250ms,PT0.25S",
        "5s,PT5S",
        "10m,PT10M",
        "12h,PT12H",
        "7d,PT168H",
        "5 s,PT5S",
        "36500d,PT876000H"
    })
    void readsDurations(String text, String iso) {
        assertThat(Units.duration(text)).isEqualTo(Duration.parse(iso));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "s", "-5s", "0s", "1.5h", "5 S", "5min", "PT5S", "5  s", "36501d"})
    void refusesWhatIsNoDuration(String text) {
        assertThatThrownBy(() -> Units.duration(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"512,512", "512B,512", "64KiB,65536", "1 MiB,1048576", "2GiB,2147483648"})
    void readsBytes(String text, long bytes) {
        assertThat(Units.bytes(text)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "0", "1KB", "1kib", "MiB", "1.5MiB", "1TiB", "9999999999999"})
    void refusesWhatIsNoNumberOfBytes(String text) {
        assertThatThrownBy(() -> Units.bytes(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void staysWithinLongForTheLargestAmount() {
        assertThatThrownBy(() -> Units.bytes("999999999999GiB"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
