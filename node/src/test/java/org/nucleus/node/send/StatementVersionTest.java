package org.nucleus.node.send;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

final class StatementVersionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"version\":\"2.0.0\"};2.0.0",
                "{\"actor\":{\"version\":\"2.0.0\"},\"version\":\"1.0.1\"};1.0.3",
                "{\"actor\":{\"version\":\"2.0.0\"}};1.0.3",
                "{\"version\":2};1.0.3",
                "{\"actor\":;1.0.3",
                "7;1.0.3"
            })
    void isWhatTheStatementSaysOfItself(String statement, String version) {
        assertThat(StatementVersion.of(statement.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(version);
    }
}
