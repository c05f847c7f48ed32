package org.nucleus.collector.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.model.Upload.Mark;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

final class SplitterTest {
    private static final int MOST = 40;

    @Test
    void takesTheLinesOfNdjsonWithAnyLineEnds() throws IOException {
        assertThat(all("{\"a\":1}\r\n\n  {\"b\":2} \n\t\r\n{\"c\":3}"))
                .containsExactly("1@0 {\"a\":1}", "3@12 {\"b\":2}", "5@24 {\"c\":3}");
    }

    @Test
    void passesOverAByteOrderMark() throws IOException {
        assertThat(all("\uFEFF{\"a\":1}\n{\"b\":2}\n"))
                .containsExactly("1@3 {\"a\":1}", "2@11 {\"b\":2}");
        assertThat(all("\uFEFF[1,2]")).containsExactly("1@4 1", "1@6 2");
    }

    @Test
    void takesTheElementsOfAnArrayHoweverItIsLaidOut() throws IOException {
        assertThat(all(" \r\n[ {\"a\":[1,{\"]\":\"},\"}]}\n ,\n\n{\"b\":\"\\\"]\\\\\"} , 7 ]\n"))
                .containsExactly(
                        "2@5 {\"a\":[1,{\"]\":\"},\"}]}", "5@30 {\"b\":\"\\\"]\\\\\"}", "5@46 7");
    }

    @Test
    void takesOneArrayAfterTheOther() throws IOException {
        assertThat(all("[1]\n[2,3]\nrest\n"))
                .containsExactly("1@1 1", "2@5 2", "2@7 3", "3@10 rest");
    }

    @Test
    void hasNothingOfNothing() throws IOException {
        assertThat(all("")).isEmpty();
        assertThat(all(" \n\r\n")).isEmpty();
        assertThat(all("[ ]")).isEmpty();
    }

    @Test
    void tellsAnArrayThatDoesNotEnd() throws IOException {
        assertThat(all("[1,\n2")).containsExactly("1@1 1", "2@4 2", "2@5 unclosed");
        assertThat(all("[1,\n")).containsExactly("1@1 1", "2@4 unclosed");
        assertThat(all("[")).containsExactly("1@1 unclosed");
    }

    @Test
    void passesOverWhatIsTooLongAndGoesOn() throws IOException {
        String most = "\"" + "x".repeat(MOST - 2) + "\"";
        String tooLong = "\"" + "x".repeat(MOST - 1) + "\"";
        assertThat(all("{}\n" + most + "\n" + tooLong + "\n1\n"))
                .containsExactly("1@0 {}", "2@3 " + most, "3@44 too long", "4@86 1");
        assertThat(all("[" + tooLong + "," + most + "]"))
                .containsExactly("1@1 too long", "1@43 " + most);
    }

    @Test
    void aBrokenStringInAnArrayDoesNotSpoilTheNextLine() throws IOException {
        assertThat(all("[{\"a\":\"1},\n{\"b\":2}\n]"))
                .containsExactly("1@1 {\"a\":\"1},", "2@11 {\"b\":2}");
    }

    @Test
    void takesADocumentOfSeveralLinesWhole() throws IOException {
        assertThat(all("{\n  \"a\": \"}\",\n  \"b\": [\n    1\n  ]\n}\n"))
                .containsExactly("1@0 {\n  \"a\": \"}\",\n  \"b\": [\n    1\n  ]\n}");
        assertThat(all("\uFEFF\n{\r\n\"a\":1}")).containsExactly("2@4 {\r\n\"a\":1}");
    }

    @Test
    void takesOneDocumentAfterTheOtherAndLinesAfterThat() throws IOException {
        assertThat(all("{\n\"a\":1\n}{\n\"b\":2}\n\n{\"c\":3}\n{\"d\n{\"e\":5}"))
                .containsExactly(
                        "1@0 {\n\"a\":1\n}",
                        "3@9 {\n\"b\":2}",
                        "6@19 {\"c\":3}",
                        "7@27 {\"d",
                        "8@31 {\"e\":5}");
    }

    @Test
    void aBrokenFirstLineDoesNotSpoilTheNext() throws IOException {
        assertThat(all("{\"a\":\"1\n{\"b\":2}\n"))
                .containsExactly("1@0 {\"a\":\"1", "2@8 {\"b\":2}");
        assertThat(all("{\"a\":1}}\n{\"b\":2}\n"))
                .containsExactly("1@0 {\"a\":1}}", "2@9 {\"b\":2}");
    }

    @Test
    void tellsADocumentThatDoesNotEnd() throws IOException {
        assertThat(all("{\n\"a\":1,\n")).containsExactly("1@0 no document");
        assertThat(all("{\n\"a\":1}\n{\n\"b\":"))
                .containsExactly("1@0 {\n\"a\":1}", "3@9 unclosed");
    }

    @Test
    void tellsContentThatIsNoDocument() throws IOException {
        assertThat(all("Time,User\n1,2\n")).containsExactly("1@0 no document");
        assertThat(all("\uFEFF\n <a/>")).containsExactly("2@5 no document");
    }

    @Test
    void aDocumentThatIsTooLongIsOnePiece() throws IOException {
        assertThat(all("{\n\"a\":\"" + "x".repeat(MOST) + "\"\n}\n{\n}"))
                .containsExactly("1@0 too long", "4@51 {\n}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\n \"a\": [\"}\", {}\n]}\n{\n\"b\":2}\n{\"c\":3}\n{\"d\":4}",
                "\uFEFF\n{\"a\":\"é\"}\r\n\r\n{\"b\":2}\n{\"c\":3}\n",
                "[ {\"a\":\"],\\\"\"},\n [2 , 3]\n ,4]\n[5]\n6\n"
            })
    void goesOnFromEveryMarkAsIfItHadNeverStopped(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        List<String> whole = all(content);
        Mark end = end(bytes);
        for (int cut = 0; cut <= bytes.length; cut++) {
            List<String> seen = new ArrayList<>();
            Splitter first =
                    new Splitter(trickle(Arrays.copyOf(bytes, cut)), Mark.START, MOST, false);
            Mark mark = drain(first, seen).orElse(Mark.START);
            byte[] rest = Arrays.copyOfRange(bytes, Math.toIntExact(mark.offset()), bytes.length);
            Splitter second = new Splitter(trickle(rest), mark, MOST, true);
            drain(second, seen);
            assertThat(seen).as("cut at " + cut).isEqualTo(whole);
            assertThat(second.end()).as("cut at " + cut).isEqualTo(end);
        }
    }

    @Test
    void otherBytesHaveAnotherDigest() throws IOException {
        assertThat(end("{\"a\":1}\n{\"b\":2}\n".getBytes(StandardCharsets.UTF_8)))
                .isNotEqualTo(end("{\"a\":1}\n{\"b\":3}\n".getBytes(StandardCharsets.UTF_8)))
                .isNotEqualTo(end("{\"b\":2}\n{\"a\":1}\n".getBytes(StandardCharsets.UTF_8)));
    }

    private static Mark end(byte[] content) throws IOException {
        Splitter splitter = new Splitter(new ByteArrayInputStream(content), Mark.START, MOST, true);
        drain(splitter, new ArrayList<>());
        return splitter.end();
    }

    private static List<String> all(String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        List<String> atOnce = new ArrayList<>();
        drain(new Splitter(new ByteArrayInputStream(bytes), Mark.START, MOST, true), atOnce);
        List<String> slowly = new ArrayList<>();
        drain(new Splitter(trickle(bytes), Mark.START, MOST, true), slowly);
        assertThat(slowly).isEqualTo(atOnce);
        return atOnce;
    }

    private static Optional<Mark> drain(Splitter splitter, List<String> into) throws IOException {
        Optional<Mark> last = Optional.empty();
        for (Optional<Piece> next = splitter.next(); next.isPresent(); next = splitter.next()) {
            into.add(text(next.get()));
            last = Optional.of(next.get().end());
        }
        return last;
    }

    private static String text(Piece piece) {
        String what =
                switch (piece) {
                    case Piece.Text text -> new String(text.bytes(), StandardCharsets.UTF_8);
                    case Piece.TooLong ignored -> "too long";
                    case Piece.Unclosed ignored -> "unclosed";
                    case Piece.NoDocument ignored -> "no document";
                };
        return "%d@%d %s".formatted(piece.line(), piece.offset(), what);
    }

    /** One byte a read. */
    private static InputStream trickle(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] into, int from, int length) {
                return super.read(into, from, Math.min(1, length));
            }
        };
    }
}
