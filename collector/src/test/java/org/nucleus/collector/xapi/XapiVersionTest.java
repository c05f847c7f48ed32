package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XapiVersionTest {
    @ParameterizedTest
    @CsvSource({
        "1.0,1.0.3",
        "1.0.0,1.0.3",
        "1.0.3,1.0.3",
        "1.0.12,1.0.3",
        "2.0,2.0.0",
        "2.0.0,2.0.0",
        "2.0.7,2.0.0"
    })
    void answersWithTheVersionItSpeaks(String asked, String answered) {
        assertThat(XapiVersion.fromHeader(asked).orElseThrow().wire()).isEqualTo(answered);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "1", "1.0.", "1.0.x", "1.1.0", "0.95", "2", "2.1.0", "3.0", "1.0.3 ", "1.0.03"
            })
    void refusesVersionsItDoesNotSpeak(String asked) {
        assertThat(XapiVersion.fromHeader(asked)).isEmpty();
    }
}
