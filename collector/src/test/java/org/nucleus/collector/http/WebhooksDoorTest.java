package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.collector.auth.SampleSources;
import org.nucleus.collector.auth.Signed;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.ReceivedRecords;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

final class WebhooksDoorTest {
    private static final String FORM = "application/x-www-form-urlencoded;charset=UTF-8";
    private static final String SECRET = "SecretMustVanish";
    private static final String FIXED = "Bearer FixedMustVanish";
    private static final String CHIME =
            """
            {"version":"0","source":"aws.chime","detail-type":"Chime Meeting State Change",\
            "detail":{"version":"0","eventType":"chime:MeetingStarted","timestamp":1791284400000,\
            "meetingId":"m-1"}}\
            """;
    private static final String BBB =
            "domain=d&event="
                    + URLEncoder.encode(
                            """
                            [{"data":{"type":"event","id":"meeting-created","attributes":{"meeting":\
                            {"internal-meeting-id":"m-1","moderator-pass":"SecretMustVanish"}},\
                            "event":{"ts":1791284400000}}}]\
                            """,
                            StandardCharsets.UTF_8)
                    + "&timestamp=1791284400007";
    private static final KeyPair KEY = Signed.key();
    private static final KeyPair NEXT_KEY = Signed.key();

    private final KeyServer keys = new KeyServer();
    private RunningCollector collector;

    @BeforeEach
    void start() {
        keys.put("/jwks", Signed.jwks(Map.of("k1", KEY)));
        collector =
                RunningCollector.with(this::sources, "collector.webhook.sns.origin", keys.origin());
    }

    private List<Source> sources(String tenant) {
        return List.of(
                SampleSources.of(tenant, tenant + "-json", Format.JSON, Scheme.SECRET, SECRET),
                SampleSources.of(tenant, tenant + "-chime", Format.CHIME, Scheme.HEADER, SECRET),
                SampleSources.of(tenant, tenant + "-bbb", Format.BBB, Scheme.CHECKSUM, SECRET),
                SampleSources.of(tenant, tenant + "-jaas", Format.JAAS, Scheme.HMAC, SECRET),
                SampleSources.expecting(
                        SampleSources.of(
                                tenant, tenant + "-both", Format.JAAS, Scheme.HMAC, SECRET),
                        FIXED),
                SampleSources.of(tenant, tenant + "-away", Format.JAAS, Scheme.HMAC, SECRET)
                        .in(Source.State.PAUSED),
                SampleSources.of(tenant, tenant + "-gone", Format.JAAS, Scheme.HMAC, SECRET)
                        .in(Source.State.REVOKED),
                SampleSources.and(
                        SampleSources.of(
                                tenant, tenant + "-turned", Format.JSON, Scheme.SECRET, "new"),
                        SECRET,
                        Clock.systemUTC().instant().plus(Duration.ofHours(1))),
                SampleSources.signedByKeysOf(tenant + "-canvas", tenant, keys.origin() + "/jwks"),
                SampleSources.ofPages(
                        tenant + "-pages", tenant, Format.JSON, "https://p.example.org"));
    }

    @AfterEach
    void stop() {
        collector.close();
        keys.close();
    }

    @Test
    void answersOnceEveryEventIsOnTheLog() {
        HttpResponse<String> answer =
                post("json", "[{\"a\":1},7,{\"a\":2}]", "Authorization", "Bearer " + SECRET);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(received(2))
                .extracting(event -> new String(event.payload(), StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("{\"a\":1}", "{\"a\":2}");
        assertThat(received(2))
                .allSatisfy(
                        event -> {
                            assertThat(event.tenant()).isEqualTo(collector.tenant());
                            assertThat(event.source()).isEqualTo(id("json"));
                            assertThat(event.format()).isEqualTo(Format.JSON);
                            assertThat(event.formatVersion()).isEqualTo("raw");
                        });
        assertThat(collector.log(Topic.EVENTS_FAILED, 1))
                .extracting(record -> FailedEventCodec.decode(record.value()).source())
                .containsExactly(id("json"));
        assertThat(events("json", "accepted")).isEqualTo(2);
        assertThat(events("json", "rejected")).isEqualTo(1);
    }

    @Test
    void takesAnyTailAnyMediaTypeAndGzip() {
        String bearer = "Bearer " + SECRET;
        String tail = "json/events/room/created";

        assertThat(post(tail, "{\"a\":1}", "Authorization", bearer).statusCode()).isEqualTo(200);
        assertThat(post("json/", "{\"a\":2}", "Authorization", bearer).statusCode()).isEqualTo(200);
        assertThat(
                        post(
                                        "json",
                                        "{\"a\":3}",
                                        "Authorization",
                                        bearer,
                                        "Content-Type",
                                        "application/json; charset=utf-8")
                                .statusCode())
                .isEqualTo(200);
        assertThat(
                        Http.send(
                                        "POST",
                                        url("json"),
                                        gzip("{\"a\":4}"),
                                        "Authorization",
                                        bearer,
                                        "Content-Encoding",
                                        "gzip")
                                .statusCode())
                .isEqualTo(200);
        assertThat(received(4)).hasSize(4);
    }

    @Test
    void takesAnotherSecretDuringARotation() {
        assertThat(post("turned", "{\"a\":1}", "Authorization", "Bearer new").statusCode())
                .isEqualTo(200);
        assertThat(post("turned", "{\"a\":2}", "Authorization", "Bearer " + SECRET).statusCode())
                .isEqualTo(200);
    }

    @Test
    void answersAnApiDestinationWithoutARangeAndHangsUp() {
        String body = CHIME;
        String head =
                RawClient.exchange(
                        collector.service().port(),
                        "POST /webhooks/%s HTTP/1.1\r\nHost: c\r\nContent-Length: %d\r\n"
                                        .formatted(id("chime"), body.length())
                                + "Content-Type: application/json; charset=utf-8\r\n"
                                + "Range: bytes=0-1048575\r\nConnection: close\r\nx-api-key: "
                                + SECRET
                                + "\r\n\r\n"
                                + body);

        assertThat(head).startsWith("HTTP/1.1 200 OK").containsIgnoringCase("connection: close");
        assertThat(head).doesNotContainIgnoringCase("content-range");
    }

    @Test
    void answersStrangersAsItDoesWhereThereIsNoSource() {
        for (String name : List.of("json", "chime", "jaas", "gone", "canvas", "pages")) {
            same(name, "{}", "Authorization", "Bearer wrong");
            same(name, "{}", "x-api-key", "wrong");
            same(name, "{}");
        }
        same("bbb?checksum=0123456789012345678901234567890123456789", "a=b", "Content-Type", FORM);
        same("bbb", "a=b", "Content-Type", FORM, "Authorization", "Bearer wrong");
        String token = Signed.jwt("{\"alg\":\"HS512\"}", "{}", "HmacSHA512", new byte[] {1});
        same("bbb", "{}", "Content-Type", "application/json", "Authorization", "Bearer " + token);
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 0)).isEmpty();
        assertThat(collector.log(Topic.EVENTS_FAILED, 0)).isEmpty();
    }

    private static Map<String, List<String>> withoutDate(HttpResponse<String> answer) {
        Map<String, List<String>> headers = new HashMap<>(answer.headers().map());
        assertThat(headers.remove("date")).isNotNull();
        return headers;
    }

    private void same(String target, String body, String... headers) {
        HttpResponse<String> known = post(target, body, headers);
        HttpResponse<String> unknown =
                Http.send("POST", collector.url("/webhooks/no-" + target), body, headers);

        assertThat(known.statusCode()).as(target).isIn(401, 403);
        assertThat(known.statusCode()).isEqualTo(unknown.statusCode());
        assertThat(known.body()).isEqualTo(unknown.body());
        assertThat(withoutDate(known)).isEqualTo(withoutDate(unknown));
        if (target.startsWith("bbb")) {
            assertThat(known.statusCode()).isEqualTo(403);
        }
    }

    @Test
    void neverAnswersBigBlueButton401() {
        for (String[] headers :
                List.of(
                        new String[] {},
                        new String[] {"Authorization", "Basic x"},
                        new String[] {"Content-Type", "application/json"},
                        new String[] {"Content-Type", FORM})) {
            assertThat(post("bbb", "{}", headers).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void takesTheChecksumsOfBigBlueButton() {
        String form = BBB;
        String target = "bbb?checksum=" + Signed.sum("SHA-256", url("bbb"), form, SECRET);

        assertThat(post(target, form, "Content-Type", FORM).statusCode()).isEqualTo(200);
        assertThat(post(target, form + "2", "Content-Type", FORM).statusCode()).isEqualTo(403);
        assertThat(
                        post("bbb", form, "Content-Type", FORM, "Authorization", "Bearer " + SECRET)
                                .statusCode())
                .isEqualTo(200);
    }

    @Test
    void takesTheCallbackOfBigBlueButtonUnderTheSameAddress() {
        long now = Clock.systemUTC().instant().getEpochSecond();
        byte[] secret = SECRET.getBytes(StandardCharsets.UTF_8);
        String header = "{\"typ\":\"JWT\",\"alg\":\"HS512\"}";
        String good = Signed.jwt(header, "{\"exp\":" + (now + 60) + "}", "HmacSHA512", secret);
        String over = Signed.jwt(header, "{\"exp\":" + (now - 1) + "}", "HmacSHA512", secret);

        assertThat(callback(good)).isEqualTo(200);
        assertThat(callback(over)).isEqualTo(403);
    }

    @Test
    void takesACallbackThatIsLargerThanOtherBodies() {
        String large =
                "{\"internal_meeting_id\":\"m\",\"data\":\"%s\"}".formatted("x".repeat(3 << 20));

        assertThat(callback("bbb", token(), large).statusCode()).isEqualTo(200);
        assertThat(received(1)).hasSize(1);
        assertThat(callback("bbb", "a" + token(), large).statusCode()).isEqualTo(413);
        assertThat(post("json", large, "Authorization", "Bearer " + SECRET).statusCode())
                .isEqualTo(413);
    }

    @Test
    void keepsTheCallbackOfAPausedSourceUntilThatIsResumed() {
        Source source =
                SampleSources.of(
                        collector.tenant(), id("bbb"), Format.BBB, Scheme.CHECKSUM, SECRET);
        String form = "event=x&timestamp=1&domain=d";
        collector.put(source.in(Source.State.PAUSED));
        await().until(
                        () ->
                                post(
                                                        "bbb",
                                                        form,
                                                        "Content-Type",
                                                        FORM,
                                                        "Authorization",
                                                        "Bearer " + SECRET)
                                                .statusCode()
                                        == 503);

        String body = "{\"internal_meeting_id\":\"m\",\"data\":{}}";
        assertThat(callback("bbb", token(), body).statusCode()).isEqualTo(200);
        assertThat(received(0)).isEmpty();
        assertThat(collector.metrics().get("nucleus.collector.spool.deliveries").gauge().value())
                .isEqualTo(1);
        collector.put(source);

        assertThat(received(1)).hasSize(1);
    }

    private static String token() {
        long end = Clock.systemUTC().instant().getEpochSecond() + 60;
        return Signed.jwt(
                "{\"typ\":\"JWT\",\"alg\":\"HS512\"}",
                "{\"exp\":" + end + "}",
                "HmacSHA512",
                SECRET.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> callback(String name, String token, String body) {
        return post(
                name, body, "Content-Type", "application/json", "Authorization", "Bearer " + token);
    }

    private int callback(String token) {
        return post(
                        "bbb",
                        "{\"meeting_id\":\"m\"}",
                        "Content-Type",
                        "application/json",
                        "Authorization",
                        "Bearer " + token)
                .statusCode();
    }

    @Test
    void takesTheSignaturesOfJaas() {
        String body = "{\"eventType\":\"ROOM_CREATED\"}";

        assertThat(jaas("jaas", body, 0).statusCode()).isEqualTo(200);
        assertThat(jaas("jaas", body, -301).statusCode()).isEqualTo(401);
        assertThat(received(1)).hasSize(1);
    }

    private HttpResponse<String> jaas(String name, String body, long offset) {
        long time = Clock.systemUTC().instant().getEpochSecond() + offset;
        return post(name, body, "X-Jaas-Signature", Signed.jaas(SECRET, time, body));
    }

    @Test
    void takesTheSignaturesOfJaasWithTheExpectedAuthorizationOnly() {
        String body = "{\"eventType\":\"ROOM_CREATED\"}";
        String right = Signed.jaas(SECRET, Clock.systemUTC().instant().getEpochSecond(), body);
        String wrong = Signed.flipped(right, right.length() - 10, 0);

        assertThat(both(body, right, FIXED)).isEqualTo(200);
        assertThat(both(body, right, Signed.flipped(FIXED, 9, 0))).isEqualTo(401);
        assertThat(both(body, wrong, FIXED)).isEqualTo(401);
        assertThat(both(body, right, "")).isEqualTo(401);
        assertThat(post("both", body, "X-Jaas-Signature", right).statusCode()).isEqualTo(401);
        same("both", body, "X-Jaas-Signature", right);
        same("both", body, "X-Jaas-Signature", right, "Authorization", FIXED + "1");
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 1))
                .singleElement()
                .satisfies(record -> assertThat(text(record)).doesNotContain(FIXED.substring(7)));
        assertThat(collector.log(Topic.EVENTS_FAILED, 0)).isEmpty();
    }

    private int both(String body, String signature, String authorization) {
        return post("both", body, "X-Jaas-Signature", signature, "Authorization", authorization)
                .statusCode();
    }

    @Test
    void asksSendersOfAPausedSourceToTryAgainAndKnowsNoRevokedOne() {
        HttpResponse<String> paused = jaas("away", "{\"a\":1}", 0);

        assertThat(paused.statusCode()).isEqualTo(503);
        assertThat(paused.headers().firstValue("Retry-After")).contains("300");
        assertThat(paused.body()).contains("urn:nucleus:problem:source-paused");
        assertThat(jaas("away", "{\"a\":1}", -301).statusCode()).isEqualTo(401);
        assertThat(jaas("gone", "{\"a\":1}", 0).statusCode()).isEqualTo(401);
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 0)).isEmpty();
    }

    @Test
    void followsChangesOfASourceWhileItRuns() {
        assertThat(jaas("jaas", "{\"a\":1}", 0).statusCode()).isEqualTo(200);
        Source source =
                SampleSources.of(collector.tenant(), id("jaas"), Format.JAAS, Scheme.HMAC, SECRET);

        collector.put(source.in(Source.State.REVOKED));
        await().until(() -> jaas("jaas", "{\"a\":1}", 0).statusCode() == 401);
        collector.put(source.in(Source.State.PAUSED));
        await().until(() -> jaas("jaas", "{\"a\":1}", 0).statusCode() == 503);
        collector.put(source);
        await().until(() -> jaas("jaas", "{\"a\":1}", 0).statusCode() == 200);
    }

    @Test
    void takesTheTokensOfCanvasAndAsksForAnUnknownKeyOnce() {
        String event = "{\"metadata\":{\"event_name\":\"logged_in\"}}";

        assertThat(post("canvas", Signed.canvas("k1", event, KEY)).statusCode()).isEqualTo(200);
        assertThat(received(1).get(0).payload()).asString(StandardCharsets.UTF_8).isEqualTo(event);
        assertThat(keys.asked()).containsExactly("/jwks");
        for (int i = 0; i < 3; i++) {
            assertThat(post("canvas", Signed.canvas("k2", event, NEXT_KEY)).statusCode())
                    .isEqualTo(401);
        }
        assertThat(keys.asked()).hasSize(2);
        assertThat(post("canvas", Signed.canvas("k1", event, NEXT_KEY)).statusCode())
                .isEqualTo(401);
        assertThat(post("canvas", event).statusCode()).isEqualTo(401);
    }

    @Test
    void followsTheRotationOfCanvasKeys() {
        post("canvas", Signed.canvas("k1", "{}", KEY));
        keys.put("/jwks", Signed.jwks(Map.of("k2", NEXT_KEY)));

        assertThat(post("canvas", Signed.canvas("k2", "{}", NEXT_KEY)).statusCode()).isEqualTo(200);
    }

    @Test
    void asksCanvasToTryAgainWhileThereAreNoKeys() {
        keys.remove("/jwks");
        HttpResponse<String> answer = post("canvas", Signed.canvas("k1", "{}", KEY));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(answer.body()).contains("urn:nucleus:problem:keys-unavailable");
    }

    @Test
    void confirmsASubscriptionOfSnsAndTakesItsMessages() {
        keys.put("/signer-cert.pem", Signed.resource("/xapi/signer-cert.pem"));
        keys.put("/", "confirmed");
        String confirmation =
                Signed.sns("1", sns("SubscriptionConfirmation", "SubscribeURL", "Token"));

        assertThat(chime(confirmation).statusCode()).isEqualTo(200);
        assertThat(keys.asked()).contains("/?Action=ConfirmSubscription&Token=t");
        assertThat(collector.log(Topic.EVENTS_RECEIVED, 0)).isEmpty();
        String message = Signed.sns("2", sns("Notification"));
        assertThat(chime(message).statusCode()).isEqualTo(200);
        assertThat(chime(message.replace("m-1", "m-2")).statusCode()).isEqualTo(401);
        assertThat(post("chime", message).statusCode()).isEqualTo(401);
        assertThat(received(1)).hasSize(1);
    }

    private HttpResponse<String> chime(String body) {
        return post("chime", body, "x-api-key", SECRET, "Content-Type", "text/plain");
    }

    private static Map<String, String> sns(String type, String... more) {
        Map<String, String> members = new LinkedHashMap<>();
        members.put("Message", CHIME);
        members.put("MessageId", "m-1");
        if (List.of(more).contains("SubscribeURL")) {
            members.put(
                    "SubscribeURL",
                    "https://sns.eu-west-1.amazonaws.com/?Action=ConfirmSubscription&Token=t");
        }
        members.put("Timestamp", "2026-10-06T11:30:01.612Z");
        if (List.of(more).contains("Token")) {
            members.put("Token", "t");
        }
        members.put("TopicArn", "arn:aws:sns:eu-west-1:111122223333:chime");
        members.put("Type", type);
        return members;
    }

    @Test
    void hasNoWebhooksForFormatsWithAWayInOfTheirOwn() {
        HttpResponse<String> answer = post("xapi", "{}", "Authorization", collector.bearer("xapi"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("urn:nucleus:problem:source-format");
        assertThat(Http.send("GET", url("json"), (byte[]) null).statusCode()).isEqualTo(405);
    }

    @Test
    void storesNoSecretOfAnyScheme() {
        String form = BBB;
        post("json", "{\"authorization\":\"" + SECRET + "\"}", "Authorization", "Bearer " + SECRET);
        post("json", "{" + SECRET, "Authorization", "Bearer " + SECRET);
        post("bbb", form, "Content-Type", FORM, "Authorization", "Bearer " + SECRET);
        chime(CHIME);
        String signature = Signed.jaas(SECRET, Clock.systemUTC().instant().getEpochSecond(), "{}");
        post("jaas", "{}", "X-Jaas-Signature", signature);
        String token = Signed.canvas("k1", "{}", KEY);
        post("canvas", token);

        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        all.addAll(collector.log(Topic.EVENTS_RECEIVED, 3));
        all.addAll(collector.log(Topic.EVENTS_FAILED, 3));
        assertThat(all).hasSize(6);
        for (ConsumerRecord<byte[], byte[]> record : all) {
            assertThat(text(record))
                    .doesNotContain(
                            SECRET, signature.substring(20), token.substring(token.length() - 40));
        }
    }

    private static String text(ConsumerRecord<byte[], byte[]> record) {
        StringBuilder all = new StringBuilder();
        all.append(new String(record.key(), StandardCharsets.UTF_8));
        all.append(new String(record.value(), StandardCharsets.UTF_8));
        Arrays.stream(record.headers().toArray())
                .forEach(
                        header ->
                                all.append(header.key())
                                        .append(
                                                new String(
                                                        header.value(), StandardCharsets.UTF_8)));
        return all.toString();
    }

    private double events(String name, String outcome) {
        return collector
                .metrics()
                .get("nucleus.events")
                .tags("stage", "collect", "tenant", collector.tenant(), "outcome", outcome)
                .tag("source", id(name))
                .counter()
                .count();
    }

    private HttpResponse<String> post(String target, String body, String... headers) {
        return Http.send("POST", url(target), body, headers);
    }

    private String url(String target) {
        return collector.url("/webhooks/" + id(target));
    }

    private String id(String name) {
        return collector.tenant() + "-" + name;
    }

    private List<ReceivedEvent> received(int atLeast) {
        return collector.log(Topic.EVENTS_RECEIVED, atLeast).stream()
                .map(
                        record ->
                                ReceivedRecords.toEvent(
                                        record.key(), record.headers(), record.value()))
                .toList();
    }

    private static byte[] gzip(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
