package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

class StatementsIntakeTest {
    private static final String ID = "3e09e130-f6f7-4a3f-b9bd-3b0922006048";
    private static final String NOTE = "hello";
    private static final String MIXED = "multipart/mixed; boundary=b";

    private final StatementsIntake intake = new StatementsIntake(Statements.reader());

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    application/json
                    application/json; charset=utf-8
                    Application/JSON;charset="UTF-8"
                    application/json;
                    """)
    void storesAPostOfJson(String contentType) {
        StatementsOutcome.Store store =
                stored(request("POST", contentType, Map.of(), "[" + Statements.FULL + "]"));

        assertThat(store.answer()).isEqualTo(StatementsOutcome.Answer.IDS);
        assertThat(store.version()).isEqualTo(XapiVersion.V1_0_3);
        assertThat(store.statements())
                .extracting(statement -> statement.id().toString())
                .containsExactly(ID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "text/plain",
                "application",
                "application/json; charset=iso-8859-1",
                "application/xml",
                "multipart/form-data; boundary=b",
                "application/x-www-form-urlencoded"
            })
    void refusesOtherContentTypes(String contentType) {
        assertThat(rules(400, request("POST", contentType, Map.of(), Statements.LEAST)))
                .containsExactly("xapi.request.contentType");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0.95", "1.1", "3.0.0"})
    void refusesMissingAndUnknownVersions(String version) {
        StatementsRequest request =
                new StatementsRequest(
                        "POST",
                        "application/json",
                        version,
                        Map.of(),
                        Statements.slice(Statements.LEAST),
                        "s");

        assertThat(rules(400, request)).containsExactly("xapi.request.version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "DELETE", "PATCH", "post", ""})
    void refusesOtherMethods(String method) {
        assertThat(rules(405, request(method, "application/json", Map.of(), Statements.LEAST)))
                .containsExactly("xapi.request.method");
    }

    @ParameterizedTest
    @CsvSource({"POST,statementId", "POST,foo", "PUT,StatementId", "PUT,statementid", "PUT,limit"})
    void refusesParametersThatAreNotItsOwn(String method, String name) {
        Map<String, List<String>> query = new HashMap<>();
        if (method.equals("PUT")) {
            query.put("statementId", List.of(ID));
        }
        query.put(name, List.of(ID));

        assertThat(rules(400, request(method, "application/json", query, Statements.LEAST)))
                .containsExactly("xapi.request.query");
    }

    @Test
    void storesAPutUnderItsStatementId() {
        for (String body : List.of(Statements.LEAST, Statements.FULL)) {
            StatementsOutcome.Store store = stored(put(ID.toUpperCase(), body));

            assertThat(store.answer()).isEqualTo(StatementsOutcome.Answer.NO_CONTENT);
            assertThat(store.statements())
                    .extracting(statement -> statement.id().toString())
                    .containsExactly(ID);
        }
    }

    @Test
    void refusesAPutOfAnotherStatement() {
        assertThat(refused(400, put("00000000-0000-4000-8000-000000000001", Statements.FULL)))
                .containsExactly("/id xapi.statement.id.other");
    }

    @Test
    void refusesAPutWithoutOneUuid() {
        for (List<String> ids : List.of(List.of("x"), List.of(ID, ID), List.<String>of())) {
            Map<String, List<String>> query = Map.of("statementId", ids);
            assertThat(rules(400, request("PUT", "application/json", query, Statements.LEAST)))
                    .containsExactly("xapi.request.statementId");
        }
        assertThat(rules(400, request("PUT", "application/json", Map.of(), Statements.LEAST)))
                .containsExactly("xapi.request.statementId");
    }

    @Test
    void refusesAPutOfAnArray() {
        assertThat(rules(400, put(ID, "[" + Statements.FULL + "]")))
                .containsExactly("xapi.request.single");
        assertThat(rules(400, put(ID, "[]"))).containsExactly("xapi.request.single");
    }

    @Test
    void refusesTheWholeBatchForOneBadStatement() {
        assertThat(
                        refused(
                                400,
                                request(
                                        "POST",
                                        "application/json",
                                        Map.of(),
                                        "[" + Statements.LEAST + ",{}]")))
                .hasSize(3)
                .allSatisfy(fault -> assertThat(fault).startsWith("/1 "));
    }

    @Test
    void refusesAnAttachmentWithoutFileUrlInPlainJson() {
        assertThat(refused(400, request("POST", "application/json", Map.of(), attached(NOTE))))
                .containsExactly("/attachments/0 xapi.attachment.part.missing");
    }

    @Test
    void storesTheBytesOfAttachments() {
        StatementsOutcome.Store store = stored(mixed(statement(attached(NOTE)) + part(NOTE)));

        assertThat(store.parts()).containsOnlyKeys(sha2(NOTE));
        AttachmentPart part = store.parts().get(sha2(NOTE));
        assertThat(part.contentType()).isEqualTo("text/plain");
        assertThat(new String(part.bytes().copy(), StandardCharsets.UTF_8)).isEqualTo(NOTE);
    }

    @Test
    void storesOnePartForSeveralStatements() {
        String both = "[" + attached(NOTE) + "," + attached(NOTE) + "]";

        assertThat(stored(mixed(statement(both) + part(NOTE))).statements()).hasSize(2);
    }

    @Test
    void refusesPartsThatBreakARule() {
        String statement = statement(attached(NOTE));
        String good = part(NOTE);

        assertThat(refused(400, mixed(statement)))
                .containsExactly("/attachments/0 xapi.attachment.part.missing");
        assertThat(rules(400, mixed(statement + good + good)))
                .containsExactly("xapi.attachment.part.surplus");
        assertThat(rules(400, mixed(statement + good + part("other"))))
                .containsExactly("xapi.attachment.part.surplus");
        assertThat(rules(400, mixed(statement + good.replace("binary", "base64"))))
                .containsExactly("xapi.attachment.part.encoding");
        assertThat(rules(400, mixed(statement + good.replace(NOTE, "hallo"))))
                .contains("xapi.attachment.part.hash");
        assertThat(rules(400, mixed(statement + good.replace("X-Experience", "Y-Experience"))))
                .contains("xapi.attachment.part.hash");
        assertThat(rules(400, mixed(statement.replace("application/json", "text/json") + good)))
                .containsExactly("xapi.request.firstPart");
        assertThat(rules(400, mixed(good))).containsExactly("xapi.request.firstPart");
        assertThat(rules(400, mixed(""))).containsExactly("multipart.delimiter");
        assertThat(rules(400, request("POST", "multipart/mixed", Map.of(), "x")))
                .containsExactly("multipart.boundary");
    }

    @Test
    void storesTheTrueLengthOfAnAttachmentWhoseHashIsRight() {
        String sub =
                """
                {"actor":{"mbox":"mailto:ada@example.edu"},"verb":{"id":"https://example.org/v"},\
                "object":%s}\
                """
                        .formatted(
                                attached(NOTE)
                                        .replaceFirst("\\{", "{\"objectType\":\"SubStatement\","))
                        .replaceFirst("\"id\":\"[-0-9a-f]{36}\",", "");
        String two = "[" + attached(NOTE) + "," + sub + "]";
        StatementsOutcome.Store told = stored(mixed(statement(two) + part(NOTE)));
        StatementsOutcome.Store wrong =
                stored(
                        mixed(
                                statement(two.replace("\"length\":5", "\"length\":1234567"))
                                        + part(NOTE)));

        assertThat(two).contains("\"length\":5");
        assertThat(wrong.statements())
                .extracting(one -> new String(one.bytes().copy(), StandardCharsets.UTF_8))
                .isEqualTo(
                        told.statements().stream()
                                .map(one -> new String(one.bytes().copy(), StandardCharsets.UTF_8))
                                .toList());
        assertThat(wrong.statements().get(0).attachments().get(0).length()).isEqualTo(5);
    }

    @Test
    void takesTheAlternateSyntaxOfStoryline() {
        String form =
                "X-Experience-API-Version=1.0.3&statementId="
                        + ID
                        + "&content="
                        + URLEncoder.encode(Statements.FULL, StandardCharsets.UTF_8);
        Map<String, List<String>> query = Map.of("method", List.of("PUT"));
        StatementsRequest request = request("POST", "text/plain;charset=UTF-8", query, form);

        assertThat(stored(request).answer()).isEqualTo(StatementsOutcome.Answer.NO_CONTENT);
    }

    @Test
    void takesAPutOfAlternateSyntax() {
        StatementsOutcome.Store store =
                stored(
                        alternate(
                                "PUT",
                                "statementId="
                                        + ID
                                        + "&X-Experience-API-Version=1.0.3&Authorization=Basic+eA%3D%3D"
                                        + "&Content-Type=application%2Fjson&content="
                                        + URLEncoder.encode(
                                                Statements.FULL, StandardCharsets.UTF_8)));

        assertThat(store.answer()).isEqualTo(StatementsOutcome.Answer.NO_CONTENT);
        assertThat(store.statements())
                .extracting(statement -> statement.id().toString())
                .containsExactly(ID);
    }

    @Test
    void findsTheAuthorizationInAForm() {
        assertThat(AlternateSyntax.authorization(alternate("PUT", "authorization=Basic+eA%3D%3D")))
                .contains("Basic eA==");
        assertThat(AlternateSyntax.authorization(alternate("PUT", "a=b"))).isEmpty();
        assertThat(
                        AlternateSyntax.authorization(
                                request("POST", "application/json", Map.of(), "Authorization=x")))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Experience-API-Version=2.0.0&content=%7B%7D",
                "content=%7",
                "content=%zz",
                "content=a&content=b",
                "content=a&Content=b"
            })
    void refusesABrokenFormAndAlternateSyntaxOfVersionTwo(String form) {
        assertThat(rules(400, alternate("POST", form))).containsExactly("xapi.request.alternate");
    }

    @Test
    void refusesAlternateSyntaxThatIsNoFormOrHasMoreInItsQuery() {
        Map<String, List<String>> query = Map.of("method", List.of("PUT"));
        Map<String, List<String>> more =
                Map.of("method", List.of("PUT"), "statementId", List.of(ID));
        String form = "application/x-www-form-urlencoded";

        assertThat(rules(400, request("POST", "application/json", query, "")))
                .containsExactly("xapi.request.alternate");
        assertThat(rules(400, request("PUT", form, query, "")))
                .containsExactly("xapi.request.alternate");
        assertThat(rules(400, request("POST", form, more, "")))
                .containsExactly("xapi.request.alternate");
        assertThat(rules(405, alternate("GET", "X-Experience-API-Version=1.0.3")))
                .containsExactly("xapi.request.method");
        assertThat(rules(400, alternate("PUT", "StatementId=" + ID)))
                .contains("xapi.request.query", "xapi.request.statementId");
    }

    private static StatementsRequest request(
            String method, String contentType, Map<String, List<String>> query, String body) {
        return new StatementsRequest(
                method, contentType, "1.0.3", query, Statements.slice(body), "source-1");
    }

    private static StatementsRequest put(String id, String body) {
        return request("PUT", "application/json", Map.of("statementId", List.of(id)), body);
    }

    private static StatementsRequest alternate(String method, String form) {
        return request(
                "POST",
                "application/x-www-form-urlencoded; charset=UTF-8",
                Map.of("method", List.of(method)),
                form);
    }

    private static StatementsRequest mixed(String parts) {
        return request("POST", MIXED, Map.of(), parts + "--b--\r\n");
    }

    private static String statement(String json) {
        return "--b\r\nContent-Type: application/json\r\n\r\n" + json + "\r\n";
    }

    private static String part(String content) {
        return "--b\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: binary\r\n"
                + "X-Experience-API-Hash: "
                + sha2(content)
                + "\r\n\r\n"
                + content
                + "\r\n";
    }

    private static String attached(String content) {
        return Statements.edited(
                Statements.LEAST,
                "/attachments",
                """
                [{"usageType": "https://example.org/note", "display": {"en": "Note"},
                  "contentType": "text/plain", "length": %d, "sha2": "%s"}]\
                """
                        .formatted(content.length(), sha2(content)));
    }

    private static String sha2(String content) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(content.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private StatementsOutcome.Store stored(StatementsRequest request) {
        return switch (intake.decide(request)) {
            case StatementsOutcome.Store store -> store;
            case StatementsOutcome.Refuse refuse -> throw new AssertionError(refuse.toString());
        };
    }

    private List<String> refused(int status, StatementsRequest request) {
        return switch (intake.decide(request)) {
            case StatementsOutcome.Store store -> throw new AssertionError(store.toString());
            case StatementsOutcome.Refuse refuse -> {
                assertThat(refuse.status()).isEqualTo(status);
                yield refuse.violations().stream().map(v -> v.pointer() + " " + v.rule()).toList();
            }
        };
    }

    private List<String> rules(int status, StatementsRequest request) {
        return refused(status, request).stream()
                .map(fault -> fault.substring(fault.indexOf(' ') + 1))
                .toList();
    }
}
