package org.nucleus.collector.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.charset.StandardCharsets;

final class ElementsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    [1,2,3]                    | 3
                    ' \t[1,2,3]'               | 3
                    [{"a":[1,2,3],"b":2},[5,6]]| 2
                    ["a,b","c\\",d","]"]       | 3
                    [1],2,3                    | 1
                    {"a":[1,2,3]}              | 0
                    event=[1,2,3]              | 0
                    [1,2                       | 2
                    ["\\                       | 1
                    [                          | 1
                    '""'                       | 0
                    """)
    void countsThoseOfTheOutermostArray(String text, int elements) {
        Slice slice = Slice.of(text.getBytes(StandardCharsets.UTF_8));

        assertThat(Elements.areMoreThan(elements, slice)).isFalse();
        if (elements > 0) {
            assertThat(Elements.areMoreThan(elements - 1, slice)).isTrue();
        }
    }
}
