package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.collector.json.JsonReader;
import org.nucleus.collector.json.Slice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What is read by its form is what the rules would have read. */
class FormsTest {
    private static final String QUIZ =
            """
            {"id":"7f0c5f2e-4b7b-4d5e-9d55-0d2a7c1f0001",\
            "actor":{"name":"Ada","account":{"homePage":"https://lms.example","name":"ada"}},\
            "verb":{"id":"https://example.org/answered","display":{"en":"answered"}},\
            "object":{"id":"https://lms.example/items/1","definition":{"name":{"en":"One"}}},\
            "result":{"score":{"scaled":0.5,"raw":5,"min":0,"max":10},"success":true,\
            "duration":"PT4.5S"},"context":{"registration":"7f0c5f2e-4b7b-4d5e-9d55-0d2a7c1f0002"},\
            "timestamp":"2026-11-21T08:30:00.000Z"}\
            """;
    private static final String OTHER_QUIZ =
            """
            {"id":"AAAAAAAA-4b7b-4d5e-9d55-0d2a7c1f0001",\
            "actor":{"name":"Zoë","account":{"homePage":"https://lms.example","name":"zoë-2"}},\
            "verb":{"id":"https://example.org/answered","display":{"en":""}},\
            "object":{"id":"urn:uuid:2","definition":{"name":{"en":"Two"}}},\
            "result":{"score":{"scaled":-1,"raw":0.25,"min":-3,"max":100.5},"success":false,\
            "duration":"P4W"},"context":{"registration":"7f0c5f2e-4b7b-4d5e-9d55-0d2a7c1f0003"},\
            "timestamp":"2026-01-01T00:00:00+01:00"}\
            """;

    private static final Pattern VALUE =
            Pattern.compile("\"[^\"]*\"|-?[0-9][0-9.eE+-]*|true|false");
    private static final List<String> VALUES =
            List.of(
                    "\"\"",
                    "\"x\"",
                    "\"Zoë\"",
                    "\"a\\u0041\"",
                    "\"a\\\\\"",
                    "\"a\tb\"",
                    "\"\\",
                    "\"{\"",
                    "\"7F0C5F2E-4B7B-4D5E-9D55-0D2A7C1F0009\"",
                    "\"7F0C5F2E-4B7B-4D5E-9D55-0D2A7C1F000\"",
                    "\"https://example.org/é\"",
                    "\"https://example.org/a b\"",
                    "\"example.org\"",
                    "\"mailto:eve@Example.ORG\"",
                    "\"http://adlnet.gov/expapi/verbs/voided\"",
                    "\"StatementRef\"",
                    "\"Group\"",
                    "\"2026-02-30T00:00:00Z\"",
                    "\"2026-02-28T00:00:00Z\"",
                    "\"2026-02-28 00:00:00Z\"",
                    "\"P1D\"",
                    "\"PT\"",
                    "\"en-US\"",
                    "\"1.0.3\"",
                    "\"2.0.0\"",
                    "0",
                    "-0",
                    "1",
                    "-1",
                    "01",
                    "1.",
                    ".5",
                    "-",
                    "0.5",
                    "11",
                    "1e1",
                    "1e400",
                    "1e99999999999",
                    "12345678901234567890",
                    "1.00000001",
                    "true",
                    "false",
                    "True",
                    "tru",
                    "null",
                    "[]",
                    "{}",
                    "{\"a\":1}");
    private static final List<String> STATEMENTS =
            List.of(
                    QUIZ,
                    Statements.LEAST,
                    Statements.FULL,
                    Statements.SUB,
                    Statements.RELATED,
                    """
                    {"id":"7f0c5f2e-4b7b-4d5e-9d55-0d2a7c1f0004","version":"1.0.0",\
                    "stored":"2026-11-21T08:30:00Z","authority":{"mbox":"mailto:a@example.org"},\
                    "actor":{"objectType":"Group","name":"Us","member":[{"openid":"https://a.example"}]},\
                    "verb":{"id":"http://adlnet.gov/expapi/verbs/voided"},\
                    "object":{"objectType":"StatementRef","id":"7f0c5f2e-4b7b-4d5e-9d55-0d2a7c1f0005"}}\
                    """,
                    """
                    {"actor":{"mbox_sha1sum":"EBD31E95054C018B10727CCFFD2EF2EC3A016EE9"},\
                    "verb":{"id":"https://example.org/v"},\
                    "object":{"objectType":"Activity","id":"https://example.org/o","definition":{\
                    "interactionType":"choice","correctResponsesPattern":["a"],\
                    "choices":[{"id":"a","description":{"en":"A"}},{"id":"b"}],\
                    "extensions":{"https://example.org/e":{"a":[1,"b",true]}}}},\
                    "result":{"response":"a","extensions":{"https://example.org/f":"g"}}}\
                    """);

    private final Random random = new Random(17);

    @Test
    void knowsAStatementThatDiffersInItsBlanksAlone() {
        AcceptedStatement expected = Statements.accepted(OTHER_QUIZ);

        Optional<Draft> draft = byForm(QUIZ, OTHER_QUIZ);

        assertThat(draft.flatMap(Draft::id)).contains(expected.id());
        assertThat(draft.flatMap(Draft::actor)).contains(expected.subject());
        assertThat(draft.map(Draft::hasTimestamp)).contains(true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "answered\",\"display -> passed\",\"display",
                "https://lms.example\", -> https://other.example\",",
                "scaled -> Scaled",
                "\"raw\":5 -> \"raw\":11",
                "0002 -> 000",
                "T08:30 -> T25:30",
                "\"Ada\" -> \"A\\u0064a\"",
                "{\"en\":\"One\"} -> {\"de\":\"One\"}",
                "Z\"} -> Z\" }",
                "Z\"} -> Z\"",
            })
    void leavesAllElseToTheRules(String edit) {
        String[] fromTo = edit.split(" -> ");
        assertThat(QUIZ).contains(fromTo[0]);

        assertThat(byForm(QUIZ, QUIZ)).isPresent();
        assertThat(byForm(QUIZ, QUIZ.replace(fromTo[0], fromTo[1]))).isEmpty();
    }

    @Test
    void aStatementOfAnotherVersionIsOfNoForm() {
        Forms.Row row = learnt(QUIZ);

        Slice body = Statements.slice(QUIZ);
        assertThat(row.find(new FormReader(body, XapiVersion.V2_0_0), 0)).isNull();
        assertThat(row.find(new FormReader(body, XapiVersion.V1_0_3), 0)).isNotNull();
    }

    @Test
    void judgesWhateverComesAsTheRulesDo() {
        StatementReader learning = Statements.reader();
        int accepted = 0;
        for (int i = 0; i < 40_000; i++) {
            XapiVersion version = random.nextBoolean() ? XapiVersion.V1_0_3 : XapiVersion.V2_0_0;
            String statement = STATEMENTS.get(random.nextInt(STATEMENTS.size()));
            byte[] spoiled = spoiled(statement);
            learning.read(Statements.slice(statement), version, "source-1");

            ReadOutcome outcome = learning.read(Slice.of(spoiled), version, "source-1");

            ReadOutcome expected = Statements.reader().read(Slice.of(spoiled), version, "source-1");
            assertThat(told(outcome))
                    .as(new String(spoiled, StandardCharsets.UTF_8))
                    .isEqualTo(told(expected));
            accepted += expected instanceof ReadOutcome.Accepted ? 1 : 0;
        }
        assertThat(accepted).isBetween(2_000, 38_000);
    }

    @Test
    void judgesBatchesAsTheRulesDo() {
        StatementReader learning = Statements.reader();
        for (int i = 0; i < 2_000; i++) {
            String[] batch = new String[1 + random.nextInt(8)];
            Arrays.setAll(batch, ignored -> STATEMENTS.get(random.nextInt(STATEMENTS.size())));
            batch[random.nextInt(batch.length)] = withOtherValue(QUIZ);
            String body = "[" + String.join(random.nextBoolean() ? "," : " ,\n", batch) + "]";

            assertThat(told(learning.read(Statements.slice(body), XapiVersion.V1_0_3, "source-1")))
                    .as(body)
                    .isEqualTo(told(Statements.read(body, XapiVersion.V1_0_3)));
        }
    }

    /** What a statement says, by the form of another; empty where it is not of that form. */
    private static Optional<Draft> byForm(String known, String statement) {
        Slice body = Statements.slice(statement);
        FormReader reader = new FormReader(body, XapiVersion.V1_0_3);
        Form form = learnt(known).find(reader, 0);
        if (form == null) {
            return Optional.empty();
        }
        assertThat(reader.end()).isEqualTo(body.to());
        return Optional.of(reader.draft(form));
    }

    private static Forms.Row learnt(String statement) {
        Slice body = Statements.slice(statement);
        Violations violations = new Violations();
        Cursor cursor =
                new Cursor(
                        new JsonReader(body, new JsonReader.Limits(9, 99, 99)),
                        violations,
                        XapiVersion.V1_0_3);
        cursor.next();
        Blanks blanks = new Blanks(0, true);
        cursor.note(blanks);
        StatementRules.read(cursor);
        assertThat(violations.list()).isEmpty();
        Forms.Row row = new Forms().of("source-1");
        blanks.form(body, XapiVersion.V1_0_3, cursor.draft()).ifPresent(row::remember);
        return row;
    }

    private byte[] spoiled(String statement) {
        if (random.nextInt(3) > 0) {
            return withOtherValue(statement).getBytes(StandardCharsets.UTF_8);
        }
        byte[] bytes = statement.getBytes(StandardCharsets.UTF_8);
        int at = random.nextInt(bytes.length);
        switch (random.nextInt(3)) {
            case 0 -> bytes[at] = (byte) random.nextInt(256);
            case 1 -> bytes[at] = bytes[random.nextInt(bytes.length)];
            default -> bytes = Arrays.copyOf(bytes, at);
        }
        return bytes;
    }

    private String withOtherValue(String statement) {
        Matcher value = VALUE.matcher(statement);
        long values = value.results().count();
        long chosen = random.nextLong(values);
        value.reset();
        for (long i = 0; i <= chosen; i++) {
            assertThat(value.find()).isTrue();
        }
        return statement.substring(0, value.start())
                + VALUES.get(random.nextInt(VALUES.size()))
                + statement.substring(value.end());
    }

    /** All that an outcome tells. */
    private static String told(ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Accepted accepted ->
                    accepted.statements().stream()
                            .map(
                                    s ->
                                            List.of(
                                                    s.id(),
                                                    s.subject(),
                                                    s.attachments(),
                                                    s.bytes().from(),
                                                    s.bytes().to()))
                            .toList()
                            .toString();
            case ReadOutcome.Refused refused -> refused.violations().toString();
        };
    }
}
