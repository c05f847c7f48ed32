package org.nucleus.node.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class JsonSplitterTest {
    @Test
    void aDocumentIsOnePieceByteForByte() throws IOException {
        String document = "{\n  \"a\": [1, {\"b\": \"}\\\"]\"}],\n  \"a\": 2.50\n}";
        assertThat(split(document + "\n")).containsExactly("1 " + document);
    }

    @Test
    void anArrayIsItsElements() throws IOException {
        assertThat(split("[\n{\"a\":1},\n  {\"b\":[2]} , 3,\"x,]\"]"))
                .containsExactly("2 {\"a\":1}", "3 {\"b\":[2]}", "3 3", "3 \"x,]\"");
    }

    @Test
    void linesAreLinesAndABrokenOneSpoilsNoOther() throws IOException {
        assertThat(split("{\"a\":1}\r\n\n{\"broken\":\n{\"b\":2}\n"))
                .containsExactly("1 {\"a\":1}", "3 {\"broken\":", "4 {\"b\":2}");
    }

    @Test
    void prettyDocumentsMayFollowEachOther() throws IOException {
        assertThat(split("{\n\"a\":1\n}\n{\n\"b\":2\n}"))
                .containsExactly("1 {\n\"a\":1\n}", "4 {\n\"b\":2\n}");
    }

    @Test
    void whatIsCutOffIsNoDocument() {
        for (String file : List.of("{\"a\": [1,\n 2", "[1,\n{\"a\":", "[1,\n", "{\"a")) {
            assertThatThrownBy(() -> split(file))
                    .as(file)
                    .isInstanceOf(NotDocuments.class)
                    .hasMessageContaining("cut off");
        }
    }

    @Test
    void whatBeginsOtherwiseIsNoDocument() {
        for (String file : List.of("Time,User\n1,2\n", "hello\nworld", "\uFEFF\n<a/>", "42")) {
            assertThatThrownBy(() -> split(file))
                    .as(file)
                    .isInstanceOf(NotDocuments.class)
                    .hasMessageContaining("something else than { or [");
        }
    }

    @Test
    void nothingIsNoPiece() throws IOException {
        assertThat(split("")).isEmpty();
        assertThat(split(" \n [ ] \n")).isEmpty();
    }

    @Test
    void aByteOrderMarkIsPassedOver() throws IOException {
        assertThat(split("\uFEFF{\"a\":1}")).containsExactly("1 {\"a\":1}");
    }

    @Test
    void aValueWithoutEndDoesNotFillTheMemory() {
        assertThatThrownBy(() -> split("[\"" + "x".repeat(17 << 20)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("16 MiB");
    }

    private static List<String> split(String file) throws IOException {
        JsonSplitter splitter =
                new JsonSplitter(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)));
        List<String> pieces = new ArrayList<>();
        for (Optional<Piece> next = splitter.next(); next.isPresent(); next = splitter.next()) {
            String text = new String(next.get().bytes(), StandardCharsets.UTF_8).strip();
            pieces.add(next.get().line() + " " + text);
        }
        return pieces;
    }
}
