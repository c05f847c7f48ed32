package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.collector.json.Slice;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

class MultipartTest {
    private final Violations violations = new Violations();

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
                    --b~A: 1~~one~--b--                    => {a=1}:one
                    --b~A: 1~~one~--b--~                   => {a=1}:one
                    --b~A: 1~~one~--b--~epilogue --b~      => {a=1}:one
                    preamble~--b~A: 1~~one~--b--           => {a=1}:one
                    --bx~--b~A: 1~~one~--b--               => {a=1}:one
                    --b \t~A: 1~~one~--b-- ~               => {a=1}:one
                    --b~~one~--b--                         => {}:one
                    --b~A: 1~~~--b--                       => {a=1}:
                    --b~A:1~~one~~--b~B:  2 ~~two~--b--    => {a=1}:one~ {b=2}:two
                    --b~A: 1~~x--b~y~--bz~--b--            => {a=1}:x--b~y~--bz
                    --b~A: 1;~  folded~~one~--b--          => {a=1; folded}:one
                    --b~X-Y: a: b~~-~--b--                 => {x-y=a: b}:-
                    """)
    void splitsABodyIntoItsParts(String body, String parts) {
        List<String> found =
                parts(body, "b").stream().map(p -> p.headers() + ":" + text(p.content())).toList();

        assertThat(violations.list()).isEmpty();
        assertThat(String.join(" ", found)).isEqualTo(parts.replace("~", "\r\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
                    x                              => multipart.delimiter
                    --b--                          => multipart.delimiter
                    --b~A: 1~~one                  => multipart.delimiter
                    --b~A: 1~~one~--b              => multipart.delimiter
                    --b~A: 1~~one--b--             => multipart.delimiter
                    x--b~A: 1~~one~--c--           => multipart.delimiter
                    --b~A: 1~--b--                 => multipart.headers
                    --b~A~~one~--b--               => multipart.headers
                    --b~: 1~~one~--b--             => multipart.headers
                    --b~A b: 1~~one~--b--          => multipart.headers
                    --b~A: 1~a: 2~~one~--b--       => multipart.headers
                    --b~--b--                      => multipart.headers
                    """)
    void refusesAMalformedBody(String body, String rule) {
        parts(body, "b");

        assertThat(violations.list()).singleElement().extracting("rule").isEqualTo(rule);
    }

    @Test
    void refusesLinesThatEndInLineFeedAlone() {
        Multipart.parts(Statements.slice("--b\nA: 1\n\none\n--b--"), "b", violations);

        assertThat(violations.list()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {"``", "`a `", "a\tb", "a\"b"})
    void refusesABoundaryOfOtherCharacters(String boundary) {
        parts("--b~~x~--b--", boundary);

        assertThat(violations.list()).extracting("rule").containsExactly("multipart.boundary");
    }

    @Test
    void boundsPartsAndHeaders() {
        parts("--b~~x~".repeat(1_500) + "--b--", "b");
        parts("--b~A: " + "x".repeat(9_000) + "~~x~--b--", "b");

        assertThat(violations.list())
                .extracting("rule")
                .containsExactly("multipart.limit", "multipart.headers");
    }

    @Test
    void keepsBytesThatAreNoText() {
        byte[] body =
                "--b\r\n\r\n\u0000\u0080\u00FF\r\n--b--".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(Multipart.parts(Slice.of(body), "b", violations))
                .singleElement()
                .satisfies(p -> assertThat(p.content().copy()).isEqualTo(new byte[] {0, -128, -1}))
                .extracting(Multipart.Part::headers)
                .isEqualTo(Map.of());
    }

    private List<Multipart.Part> parts(String body, String boundary) {
        return Multipart.parts(Statements.slice(body.replace("~", "\r\n")), boundary, violations);
    }

    private static String text(Slice slice) {
        return new String(slice.copy(), StandardCharsets.UTF_8);
    }
}
