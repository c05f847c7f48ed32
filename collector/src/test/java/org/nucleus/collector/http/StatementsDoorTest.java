package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;
import static org.nucleus.collector.Samples.statementWithoutActor;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.ReceivedRecords;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

final class StatementsDoorTest {
    private static final String VERSION = "X-Experience-API-Version";
    private RunningCollector collector;

    @BeforeEach
    void start() {
        collector = RunningCollector.start();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void answersWithTheIdOnceTheStatementIsOnTheLog() {
        String id = id();

        HttpResponse<String> answer = post(statement(id));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[\"" + id + "\"]");
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        ConsumerRecord<byte[], byte[]> record = onlyRecord();
        ReceivedEvent event =
                ReceivedRecords.toEvent(record.key(), record.headers(), record.value());
        assertThat(event.tenant()).isEqualTo(collector.tenant());
        assertThat(event.source()).isEqualTo(collector.tenant() + "-xapi");
        assertThat(event.format()).isEqualTo(Format.XAPI);
        assertThat(event.formatVersion()).isEqualTo("1.0.3");
        assertThat(event.eventId()).isEqualTo(id);
        assertThat(record.key())
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(collector.tenant() + "|" + event.subject());
        assertThat(event.payload()).asString(StandardCharsets.UTF_8).isEqualTo(statement(id));
    }

    @Test
    void answersABatchWithItsIdsInOrder() {
        String first = id();
        String second = id();

        HttpResponse<String> answer = post("[" + statement(first) + "," + statement(second) + "]");

        assertThat(answer.body()).isEqualTo("[\"%s\",\"%s\"]".formatted(first, second));
        assertThat(eventIds(2)).containsExactly(first, second);
    }

    @Test
    void storesNothingOfABatchWithOneBadStatementAndPointsAtIt() {
        HttpResponse<String> answer =
                post("[" + statement(id()) + "," + statementWithoutActor(id()) + "]");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body())
                .contains("\"type\":\"urn:nucleus:problem:invalid\"", "\"status\":400")
                .contains("\"pointer\":\"/1", "\"rule\":\"xapi.");
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 0)).isEmpty();
        assertThat(collector.log(Topic.EVENTS_FAILED, 0)).isEmpty();
    }

    @Test
    void answersAnEmptyBatchWithNoIds() {
        assertThat(post("[]").body()).isEqualTo("[]");
    }

    @Test
    void storesAPutStatementUnderTheIdOfItsQuery() {
        String id = id();

        HttpResponse<String> answer = put(id, statement(id));

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(eventIds(1)).containsExactly(id);
    }

    @Test
    void refusesAPutWhoseBodyHasAnotherId() {
        assertThat(put(id(), statement(id())).statusCode()).isEqualTo(400);
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 0)).isEmpty();
    }

    @Test
    void answersConflictToAKnownIdWithOtherContent() {
        String id = id();
        post(statement(id, "completed"));

        HttpResponse<String> posted = post(statement(id, "failed"));
        HttpResponse<String> put = put(id, statement(id, "failed"));

        assertThat(posted.statusCode()).isEqualTo(409);
        assertThat(posted.body())
                .contains("urn:nucleus:problem:conflict", "\"rule\":\"xapi.statement.id.known\"");
        assertThat(put.statusCode()).isEqualTo(409);
        assertThat(eventIds(1)).containsExactly(id);
    }

    @Test
    void pointsToTheIdThatIsKnownAsItWasSent() {
        String id = id();
        post(statement(id, "completed"));

        assertThat(post(statement(id, "failed")).body()).contains("\"pointer\":\"/id\"");
        assertThat(put(id, statement(id, "failed")).body()).contains("\"pointer\":\"/id\"");
        assertThat(post("[" + statement(id()) + "," + statement(id, "failed") + "]").body())
                .contains("\"pointer\":\"/1/id\"");
    }

    @Test
    void takesAKnownIdAgainWhoseContentIsEqualThoughItsBytesAreNot() {
        String id = id();
        post(statement(id));

        HttpResponse<String> answer = post(statement(id).replace(",", " , "));

        assertThat(answer.statusCode()).isEqualTo(200);
    }

    @Test
    void takesTheSameBytesAgain() {
        String id = id();
        post(statement(id));

        assertThat(post(statement(id)).statusCode()).isEqualTo(200);
    }

    @Test
    void keepsTheIdsOfTenantsApart() {
        String id = id();
        post(statement(id, "completed"));
        try (RunningCollector other = RunningCollector.start()) {
            HttpResponse<String> answer =
                    Http.send(
                            "POST",
                            other.url("/xapi/statements"),
                            statement(id, "failed"),
                            headers(other));

            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    @Test
    void refusesARequestWithoutVersionAndStillNamesItsOwn() {
        HttpResponse<String> answer =
                Http.send(
                        "POST",
                        url(),
                        statement(id()),
                        "Authorization",
                        collector.basic("xapi"),
                        "Content-Type",
                        "application/json");

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("xapi.request.version");
        assertThat(answer.headers().firstValue(VERSION)).contains("1.0.3");
    }

    @Test
    void namesVersionAndConsistencyOnEveryAnswer() {
        Instant before = Instant.now().minusMillis(1);

        HttpResponse<String> stored = post(statement(id()));
        HttpResponse<String> unauthenticated =
                Http.send("POST", url(), statement(id()), VERSION, "2.0.0");

        assertThat(stored.headers().firstValue(VERSION)).contains("1.0.3");
        assertThat(unauthenticated.headers().firstValue(VERSION)).contains("2.0.0");
        for (HttpResponse<String> answer : List.of(stored, unauthenticated)) {
            assertThat(answer.headers().firstValue("X-Experience-API-Consistent-Through"))
                    .hasValueSatisfying(
                            time -> assertThat(Instant.parse(time)).isAfterOrEqualTo(before));
        }
    }

    @Test
    void takesVersionTwo() {
        HttpResponse<String> answer =
                Http.send(
                        "POST",
                        url(),
                        statement(id()),
                        "Authorization",
                        collector.basic("xapi"),
                        "Content-Type",
                        "application/json; charset=utf-8",
                        VERSION,
                        "2.0.0");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue(VERSION)).contains("2.0.0");
        assertThat(onlyEvent().formatVersion()).isEqualTo("2.0.0");
    }

    @Test
    void takesAFormThatStandsForAPutWithTheCredentialInIt() {
        String id = id();
        String form =
                "statementId=%s&Authorization=%s&%s=1.0.3&Content-Type=application/json&content=%s"
                        .formatted(
                                id,
                                encoded(collector.basic("xapi")),
                                VERSION,
                                encoded(statement(id)));

        HttpResponse<String> answer =
                Http.send(
                        "POST",
                        url() + "?method=PUT",
                        form,
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(eventIds(1)).containsExactly(id);
    }

    @Test
    void refusesAFormWithoutCredential() {
        HttpResponse<String> answer =
                Http.send(
                        "POST",
                        url() + "?method=PUT",
                        "content=x",
                        "Content-Type",
                        "application/x-www-form-urlencoded");

        assertThat(answer.statusCode()).isEqualTo(401);
    }

    @Test
    void refusesAQueryThatCannotBeDecoded() {
        assertThat(
                        RawClient.exchange(
                                collector.service().port(),
                                "PUT /xapi/statements?statementId=%zz HTTP/1.1\r\nHost: x\r\n"
                                        + "Content-Length: 0\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ");
    }

    @Test
    void putsTheBytesOfAttachmentsIntoHeadersOfTheirStatement() throws Exception {
        byte[] bytes = "certificate".getBytes(StandardCharsets.UTF_8);
        String sha2 = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        String statement =
                statement(id()).replaceFirst("}$", "")
                        + """
                        ,"attachments":[{"usageType":"http://example.org/usage","display":\
                        {"en":"c"},"contentType":"text/plain","length":11,"sha2":"%s"}]}\
                        """
                                .formatted(sha2);
        String body =
                """
                --b\r
                Content-Type: application/json\r
                \r
                %s\r
                --b\r
                Content-Type: text/plain\r
                Content-Transfer-Encoding: binary\r
                X-Experience-API-Hash: %s\r
                \r
                certificate\r
                --b--\r
                """
                        .formatted(statement, sha2);

        HttpResponse<String> answer =
                Http.send(
                        "POST",
                        url(),
                        body,
                        "Authorization",
                        collector.basic("xapi"),
                        "Content-Type",
                        "multipart/mixed; boundary=b",
                        VERSION,
                        "1.0.3");

        assertThat(answer.body()).startsWith("[\"");
        assertThat(onlyRecord().headers().lastHeader("attachment." + sha2).value())
                .isEqualTo(bytes);
    }

    private String url() {
        return collector.url("/xapi/statements");
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String[] headers(RunningCollector collector) {
        return new String[] {
            "Authorization",
            collector.basic("xapi"),
            "Content-Type",
            "application/json",
            VERSION,
            "1.0.3"
        };
    }

    private HttpResponse<String> post(String body) {
        return Http.send("POST", url(), body, headers(collector));
    }

    private HttpResponse<String> put(String id, String body) {
        return Http.send("PUT", url() + "?statementId=" + id, body, headers(collector));
    }

    private ConsumerRecord<byte[], byte[]> onlyRecord() {
        List<ConsumerRecord<byte[], byte[]>> records = collector.log(Topic.EVENTS_RECEIVED, 1);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    private ReceivedEvent onlyEvent() {
        ConsumerRecord<byte[], byte[]> record = onlyRecord();
        return ReceivedRecords.toEvent(record.key(), record.headers(), record.value());
    }

    private List<String> eventIds(int atLeast) {
        return collector.log(Topic.EVENTS_RECEIVED, atLeast).stream()
                .map(
                        record ->
                                ReceivedRecords.toEvent(
                                                record.key(), record.headers(), record.value())
                                        .eventId())
                .toList();
    }
}
