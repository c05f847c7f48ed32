package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.json.Utf8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class JsonFaultsTest {
    private static final String LEAST = Statements.LEAST;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                  | json.empty
                    `  `                | json.empty
                    {                   | json.syntax
                    [                   | json.syntax
                    {"actor"            | json.syntax
                    {"actor":}          | json.syntax
                    {'actor':1}         | json.syntax
                    {actor:1}           | json.syntax
                    {"id":"a\\qb"}      | json.syntax
                    {"id":"\\u12"}      | json.syntax
                    {"id":01}           | json.syntax
                    {"id":+1}           | json.syntax
                    {"id":.5}           | json.syntax
                    {"id":1.}           | json.syntax
                    {"id":NaN}          | json.syntax
                    {"id":Infinity}     | json.syntax
                    {"id":tru}          | json.syntax
                    {"id":1,}           | json.syntax
                    [1,]                | json.syntax
                    {}//x               | json.trailing
                    /*x*/{}             | json.syntax
                    nul                 | json.syntax
                    []]                 | json.trailing
                    []x                 | json.trailing
                    [] []               | json.trailing
                    7                   | xapi.statement.type
                    "x"                 | xapi.statement.type
                    null                | xapi.statement.null
                    [null]              | xapi.statement.null
                    [[]]                | xapi.statement.type
                    """)
    void refusesWhatIsNoStatement(String body, String rule) {
        assertThat(Statements.faults(Statements.read(body, XapiVersion.V1_0_3)))
                .anySatisfy(fault -> assertThat(fault).endsWith(" " + rule));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"verb":{"id":"urn:x:y"},                             | /verb json.duplicate
                    {"\\u0076erb":{"id":"urn:x:y"},                       | /verb json.duplicate
                    {"context":{"platform":"a","platform":"b"},           | /context/platform json.duplicate
                    {"context":{"extensions":{"urn:x:y":1,"urn:x:y":2}},  | /context/extensions/urn:x:y json.duplicate
                    {"context":{"extensions":{"urn:x:y":[{"a":{"b":1,"b":1}}]}}, | /context/extensions/urn:x:y/0/a/b json.duplicate
                    {"result":{"score":{"raw":1,"raw":1}},                | /result/score/raw json.duplicate
                    """)
    void refusesNamesGivenTwiceAnywhere(String start, String fault) {
        assertThat(
                        Statements.faults(
                                Statements.read(start + LEAST.substring(1), XapiVersion.V1_0_3)))
                .containsExactly(fault);
    }

    @Test
    void refusesNamesGivenTwiceInLanguageMaps() {
        String json =
                LEAST.replace("/v\"", "/v\",\"display\":{\"en\":\"a\",\"fr\":\"b\",\"en\":\"c\"}");

        assertThat(Statements.faults(Statements.read(json, XapiVersion.V1_0_3)))
                .containsExactly("/verb/display/en json.duplicate");
    }

    @Test
    void findsTheOneNameGivenTwiceAmongVeryMany() {
        String many =
                IntStream.range(0, 50_000)
                        .mapToObj(i -> "\"urn:x:" + i + "\":{\"" + i + "\":" + i + "}")
                        .collect(Collectors.joining(","));
        String json = "{\"context\":{\"extensions\":{" + many + ",\"urn:x:777\":0}},";

        assertThat(
                        Statements.faults(
                                Statements.read(json + LEAST.substring(1), XapiVersion.V1_0_3)))
                .containsExactly("/context/extensions/urn:x:777 json.duplicate");
    }

    @ParameterizedTest
    @CsvSource({
        "[,],190,true", "[,],300,false", "[,],1000000,false",
        "{\"a\":,},190,true", "{\"a\":,},300,false", "{\"a\":,},500000,false"
    })
    void boundsHowDeepExtensionsNest(String open, String close, int depth, boolean taken) {
        String value = open.repeat(depth) + "1" + close.repeat(depth);
        String json = "{\"context\":{\"extensions\":{\"urn:x:y\":" + value + "}},";
        ReadOutcome outcome = Statements.read(json + LEAST.substring(1), XapiVersion.V1_0_3);

        assertThat(Statements.faults(outcome).isEmpty()).isEqualTo(taken);
        if (!taken) {
            assertThat(Statements.faults(outcome))
                    .singleElement()
                    .asString()
                    .endsWith("json.limit");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1e400",
        "-1e-400",
        "1e999999999",
        "1e99999999999",
        "123456789012345678901234567890"
    })
    void comparesNumbersOfAnySizeWithoutFailing(String number) {
        String json = "{\"result\":{\"score\":{\"raw\":" + number + ",\"min\":0,\"max\":1}},";
        String extension = "{\"context\":{\"extensions\":{\"urn:x:y\":" + number + "}},";

        assertThat(
                        Statements.faults(
                                Statements.read(json + LEAST.substring(1), XapiVersion.V1_0_3)))
                .containsExactly(
                        number.equals("1e99999999999")
                                ? "/result/score/raw xapi.score.range"
                                : "/result/score/raw xapi.score.raw.range");
        assertThat(
                        Statements.faults(
                                Statements.read(
                                        extension + LEAST.substring(1), XapiVersion.V1_0_3)))
                .isEmpty();
    }

    @Test
    void boundsHowLongNumbersAre() {
        String json = "{\"context\":{\"extensions\":{\"urn:x:y\":" + "9".repeat(5_000) + "}},";

        assertThat(
                        Statements.faults(
                                Statements.read(json + LEAST.substring(1), XapiVersion.V1_0_3)))
                .containsExactly("/context/extensions/urn:x:y json.limit");
    }

    @Test
    void refusesWhatIsWrongTooDeepToPointAt() {
        String name = "\"" + "n".repeat(8_000) + "\":";
        String deep = ("{" + name).repeat(9) + "{\"a\":1,\"a\":2}" + "}".repeat(9);
        String json = "{\"context\":{\"extensions\":{\"urn:x:y\":" + deep + "}},";

        assertThat(
                        Statements.faults(
                                Statements.read(json + LEAST.substring(1), XapiVersion.V1_0_3)))
                .containsExactly(" json.duplicate");
    }

    @Test
    void boundsTheTextOfAllPointers() {
        String name = "n".repeat(8_000);
        String bad = "{\"" + name + "\":1}";
        ReadOutcome outcome =
                Statements.read("[" + bad + ("," + bad).repeat(99) + "]", XapiVersion.V1_0_3);

        assertThat(Statements.faults(outcome).stream().mapToInt(String::length).sum())
                .isLessThan(80_000);
    }

    @ParameterizedTest
    @CsvSource({
        "C0AF",
        "C1BF",
        "E080AF",
        "E09FBF",
        "EDA080",
        "EDBFBF",
        "F08FBFBF",
        "F4908080",
        "F5808080",
        "80",
        "BF",
        "C3",
        "E282",
        "F09F98",
        "FE",
        "FF",
        "C328",
        "E228A1",
        "E28228"
    })
    void refusesBytesThatAreNoUtf8(String hex) throws Exception {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.write("{\"actor\":{\"name\":\"é".getBytes(StandardCharsets.UTF_8));
        body.write(HexFormat.of().parseHex(hex));
        body.write("\"}}".getBytes(StandardCharsets.UTF_8));

        assertThat(
                        Statements.faults(
                                Statements.reader()
                                        .read(
                                                Slice.of(body.toByteArray()),
                                                XapiVersion.V1_0_3,
                                                "s")))
                .containsExactly(" json.utf8");
    }

    @Test
    void agreesWithThePlatformOnWhatUtf8Is() {
        Random random = new Random(5);
        for (int i = 0; i < 50_000; i++) {
            byte[] bytes = new byte[random.nextInt(12)];
            for (int j = 0; j < bytes.length; j++) {
                bytes[j] = (byte) (random.nextBoolean() ? 0x80 + random.nextInt(0x80) : 'a');
            }
            assertThat(Utf8.fault(Slice.of(bytes)).isEmpty()).isEqualTo(decodes(bytes));
        }
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    @Test
    void refusesByteOrderMarksAndOtherEncodings() {
        assertThat(Statements.faults(Statements.read("\uFEFF" + LEAST, XapiVersion.V1_0_3)))
                .containsExactly(" json.bom");
        for (var charset : Arrays.asList(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE)) {
            Slice body = Slice.of(LEAST.getBytes(charset));
            assertThat(Statements.faults(Statements.reader().read(body, XapiVersion.V1_0_3, "s")))
                    .containsExactly(" json.syntax");
        }
    }

    @Test
    void readsOnlyItsRangeOfTheBytes() {
        String padded = "]]" + Statements.FULL + "}}";
        Slice body = Statements.slice(padded);
        ReadOutcome outcome =
                Statements.reader()
                        .read(
                                new Slice(body.bytes(), 2, body.to() - 2),
                                XapiVersion.V1_0_3,
                                "source-1");

        assertThat(Statements.accepted(outcome).get(0).bytes().copy())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(Statements.FULL.strip());
    }

    @Test
    void neverThrowsWhateverTheBytes() {
        Random random = new Random(7);
        byte[] full = Statements.slice(Statements.FULL).bytes();
        assertTimeout(
                Duration.ofMinutes(1),
                () -> {
                    for (int i = 0; i < 10_000; i++) {
                        byte[] bytes = Arrays.copyOf(full, 1 + random.nextInt(full.length));
                        for (int j = random.nextInt(4); j > 0; j--) {
                            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(128);
                        }
                        assertThat(
                                        Statements.reader()
                                                .read(Slice.of(bytes), XapiVersion.V2_0_0, "s"))
                                .isNotNull();
                    }
                });
    }
}
