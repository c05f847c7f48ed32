package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PlainPathTest {
    @ParameterizedTest
    @CsvSource({
        "/a/b, /a/b",
        "/a/b/, /a/b",
        "//a///b//, /a/b",
        "*, *",
        "/, ''",
        "///, ''",
        "'', ''",
        ", ''"
    })
    void leavesOutEmptySegmentsAndTheLastSlash(String path, String plain) {
        assertThat(PlainPath.of(path)).isEqualTo(plain);
    }

    @Test
    void findsWhatIsBelowAFolder() {
        assertThat(PlainPath.below("/bulk//s/uploads/", "/bulk/")).isEqualTo("s/uploads");
        assertThat(PlainPath.below("/bulk/", "/bulk/")).isEmpty();
        assertThat(PlainPath.isAt("/xapi", "/xapi")).isTrue();
        assertThat(PlainPath.isAt("/xapi/a", "/xapi")).isTrue();
        assertThat(PlainPath.isAt("/xapis", "/xapi")).isFalse();
    }
}
