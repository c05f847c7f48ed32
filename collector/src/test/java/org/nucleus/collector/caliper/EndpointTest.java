package org.nucleus.collector.caliper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** {@link CaliperConfiguration} and {@link RequestHeaders}. */
class EndpointTest {
    @Test
    void tellsWhatItSupports() {
        CaliperConfiguration configuration =
                new CaliperConfiguration(
                        List.of(CaliperVersion.values()), 1_048_576, Map.of("name", "Ex \"1\""));

        assertThat(new String(configuration.toJson(), StandardCharsets.UTF_8))
                .isEqualTo(
                        "{\"caliperSupportedVersions\":["
                                + "\"http://purl.imsglobal.org/ctx/caliper/v1p1\","
                                + "\"http://purl.imsglobal.org/ctx/caliper/v1p2\"],"
                                + "\"caliperMaximumPayloadSize\":1024,"
                                + "\"caliperSupportedExtensions\":{\"name\":\"Ex \\\"1\\\"\"}}");
    }

    @Test
    void refusesALimitOfNoKilobyte() {
        assertThatThrownBy(() -> new CaliperConfiguration(List.of(), 1_023, Map.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, true",
        "Application/JSON; charset=utf-8, true",
        "' application/json ;charset=\"utf-8\"', true",
        "application/ld+json, false",
        "application/json-seq, false",
        "text/plain, false",
        "'', false",
        ", false"
    })
    void takesOnlyJson(String contentType, boolean expected) {
        assertThat(RequestHeaders.isJson(contentType)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    handling=strict|true
                    Handling = Strict|true
                    respond-async, wait=10, handling=strict|true
                    handling="strict"; x=y|true
                    handling=lenient, handling=strict|false
                    foo; handling=strict|false
                    foo="a, handling=strict"|false
                    foo="a\\", handling=strict", handling=strict|true
                    handling|false
                    strict|false
                    """)
    void readsThePreferenceForStrictHandling(String prefer, boolean expected) {
        assertThat(RequestHeaders.isStrict(List.of(prefer))).isEqualTo(expected);
    }

    @Test
    void readsThePreferenceFromAnyHeader() {
        assertThat(RequestHeaders.isStrict(List.of())).isFalse();
        assertThat(RequestHeaders.isStrict(List.of("wait=1", "handling=strict"))).isTrue();
    }
}
