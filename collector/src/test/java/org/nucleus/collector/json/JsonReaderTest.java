package org.nucleus.collector.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Jackson is the oracle: the same tokens, texts and pointers, and a fault where it finds one. */
final class JsonReaderTest {
    private static final JsonReader.Limits LIMITS = new JsonReader.Limits(200, 1_000, 8_192);
    private static final String FAULT = "fault";
    private static final String WHOLE =
            """
            {"id":"0b9f2f3e-8a61-4c55-9d0e-1f2a3b4c5d6e", "n":[0,-1,1.5e+3,-0.0E-2,12345678901234567890,\
            [],{},[[[]]]],"text":"a\\"b\\\\c\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude00 Zoë 日本 😀 long enough","":null,\
            "a~b/c":{"x y":true,"https://example.org/a/very/long/name/that/is/an/iri":false},
            \t"tail" :\r\n"~"}\s\
            """;

    @Test
    void readsWhatJacksonReads() throws IOException {
        assertSame(WHOLE);
        assertThat(ours(bytes(WHOLE))).doesNotContain(FAULT).hasSizeGreaterThan(40);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[",
                "]",
                "[1,]",
                "[,1]",
                "{,}",
                "{\"a\":1,}",
                "{\"a\"}",
                "{\"a\":}",
                "{a:1}",
                "{'a':1}",
                "01",
                "-",
                "-a",
                "1.",
                ".5",
                "1e",
                "1e+",
                "+1",
                "tru",
                "nul",
                "truex",
                "\"",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\u12",
                "\"a\tb\"",
                "[1 2]",
                "{\"a\" 1}",
                "1 2",
                "{}{}",
                "[}",
                "{]",
                "NaN",
                "/**/1",
                "[1]x",
                "\"\\\"",
                "12",
                "\"\"",
                "-0",
                "1E5",
                "[-]",
                "[1e5,2]"
            })
    void judgesAsJacksonDoes(String json) throws IOException {
        assertSame(json);
    }

    @Test
    void judgesSeededMutationsAsJacksonDoes() throws IOException {
        Random random = new Random(20261121);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes = bytes(WHOLE);
            for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
                int at = random.nextInt(bytes.length);
                bytes[at] = bytes(WHOLE)[random.nextInt(bytes.length)];
            }
            if (Utf8.fault(Slice.of(bytes)).isEmpty()) {
                assertThat(ours(bytes))
                        .as(new String(bytes, StandardCharsets.UTF_8))
                        .isEqualTo(jacksons(bytes));
            }
        }
    }

    @Test
    void readsAPartOfAnArray() {
        byte[] bytes = bytes("x{\"a\":1}y");
        JsonReader reader = new JsonReader(new Slice(bytes, 1, bytes.length - 1), LIMITS);

        assertThat(reader.next()).isEqualTo(JsonToken.START_OBJECT);
        reader.next();
        reader.next();
        assertThat(reader.tokenStart()).isEqualTo(5);
        assertThat(reader.next()).isEqualTo(JsonToken.END_OBJECT);
        assertThat(reader.tokenEnd()).isEqualTo(7);
        assertThat(reader.next()).isNull();
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201})
    void boundsNesting(int depth) {
        byte[] bytes = bytes("[".repeat(depth) + "]".repeat(depth));
        assertThat(ours(bytes).contains(FAULT)).isEqualTo(depth > 200);
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 1_001})
    void boundsNumbers(int digits) {
        assertThat(ours(bytes("1".repeat(digits))).contains(FAULT)).isEqualTo(digits > 1_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_192, 8_193})
    void boundsNames(int length) {
        byte[] bytes = bytes("{\"" + "n".repeat(length) + "\":1}");
        assertThat(ours(bytes).contains(FAULT)).isEqualTo(length > 8_192);
    }

    private static void assertSame(String json) throws IOException {
        assertThat(ours(bytes(json))).as(json).isEqualTo(jacksons(bytes(json)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> ours(byte[] bytes) {
        List<String> seen = new ArrayList<>();
        JsonReader reader = new JsonReader(Slice.of(bytes), LIMITS);
        try {
            for (JsonToken token = reader.next(); token != null; token = reader.next()) {
                seen.add(token + " " + reader.pointer());
                if (token == JsonToken.FIELD_NAME) {
                    seen.add(reader.name());
                } else if (token.isNumeric() || token == JsonToken.VALUE_STRING) {
                    seen.add(reader.text());
                    assertThat(new String(reader.chars(), 0, reader.charCount()))
                            .isEqualTo(reader.text());
                    assertThat(reader.is(reader.text())).isTrue();
                }
            }
        } catch (JsonFault fault) {
            return List.of(FAULT);
        }
        return seen;
    }

    /** Jackson goes on after the first value, which here is a fault. */
    private static List<String> jacksons(byte[] bytes) throws IOException {
        List<String> seen = new ArrayList<>();
        boolean complete = false;
        try (JsonParser parser = new JsonFactory().createParser(bytes)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (complete) {
                    return List.of(FAULT);
                }
                complete = parser.getParsingContext().inRoot();
                seen.add(token + " " + parser.getParsingContext().pathAsPointer());
                if (token == JsonToken.FIELD_NAME) {
                    seen.add(parser.currentName());
                } else if (token.isNumeric() || token == JsonToken.VALUE_STRING) {
                    seen.add(parser.getText());
                }
            }
        } catch (JsonProcessingException fault) {
            return List.of(FAULT);
        }
        return seen;
    }
}
