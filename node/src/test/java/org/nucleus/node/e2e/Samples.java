package org.nucleus.node.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Every sample of {@code src/test/resources/samples} as the request its agent makes of it. Samples
 * that are requests are sent as they are; what a clock is part of is signed anew.
 */
final class Samples {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Path FOLDER = Path.of("src", "test", "resources", "samples");
    private static final String FORM = "application/x-www-form-urlencoded;charset=UTF-8";
    private static final String TYPE = "Content-Type";
    private static final String JSON_TYPE = "application/json";
    private static final String AUTHORIZATION = "Authorization";
    private static final String VERSION = "X-Experience-API-Version";
    private static final Sample.Proof BY_AUTHORIZATION = new Sample.Proof.Header(AUTHORIZATION);

    /** Seconds since the epoch. */
    private final long now;

    private final List<Sample> all = new ArrayList<>();

    /**
     * @param now seconds since the epoch, for what is signed anew
     */
    Samples(long now) {
        this.now = now;
        xapi();
        caliper();
        canvas();
        chime();
        bigBlueButton();
        jitsi();
        jaas();
        classy();
    }

    /** In the order to send them. */
    List<Sample> all() {
        return List.copyOf(all);
    }

    /** A file as it is. */
    static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode json(String file) {
        return read(text(file));
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files of a folder by the beginning of their names, in order. */
    private static List<String> files(String folder, String beginning) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(folder))) {
            return files.map(file -> folder + "/" + file.getFileName())
                    .filter(file -> file.startsWith(folder + "/" + beginning))
                    .filter(file -> !file.contains("request") && !file.contains("jw"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The events of a file: its lines, its messages' bodies, or all of it. */
    private static List<String> events(String file) {
        if (file.endsWith(".ndjson")) {
            return text(file).lines().toList();
        }
        JsonNode messages = json(file).path("Messages");
        return messages.isEmpty() ? List.of(text(file)) : messages.findValuesAsText("Body");
    }

    private void xapi() {
        statements("statement-1.0.3-answered.json", "1.0.3", 200);
        statements("statement-2.0.0-context-agents.json", "2.0.0", 200);
        statements("statement-2.0.0-context-agents.json", "1.0.3", 400);
        statements("batch-3-good.json", "1.0.3", 200);
        statements("batch-3-one-bad.json", "1.0.3", 400);
        statements("heartbeats-no-id-no-timestamp.ndjson", "1.0.3", 200);
        statements("same-id-two-contents.ndjson", "1.0.3", 200, 409);
        statements("statement-voiding.json", "1.0.3", 200);
        statements("statement-virtual-classroom-left.json", "1.0.3", 200);
        all.add(request("xapi/request-multipart-attachment.json", BY_AUTHORIZATION));
    }

    private void statements(String file, String version, int... statuses) {
        List<String> events = events("xapi/" + file);
        String basic = Base64.getEncoder().encodeToString(utf8("xapi-demo:" + DemoSources.XAPI));
        for (int i = 0; i < events.size(); i++) {
            all.add(
                    Sample.post(
                                    file,
                                    "/xapi/statements",
                                    events.get(i),
                                    BY_AUTHORIZATION,
                                    TYPE,
                                    JSON_TYPE,
                                    VERSION,
                                    version,
                                    AUTHORIZATION,
                                    "Basic " + basic)
                            .answered(statuses[Math.min(i, statuses.length - 1)]));
        }
    }

    private void caliper() {
        for (String file : files("caliper", "envelope-")) {
            Sample sample = authorized(file, "/caliper", text(file), DemoSources.CALIPER);
            all.add(file.contains("unsupported") ? sample.answered(422) : sample);
        }
    }

    private static Sample authorized(String name, String target, String body, String secret) {
        return Sample.post(
                name,
                target,
                body,
                BY_AUTHORIZATION,
                TYPE,
                JSON_TYPE,
                AUTHORIZATION,
                "Bearer " + secret);
    }

    private void canvas() {
        for (String beginning : List.of("raw-", "caliper-", "sqs-")) {
            for (String file : files("canvas", beginning)) {
                for (String event : events(file)) {
                    all.add(authorized(file, "/webhooks/canvas-1", event, DemoSources.CANVAS));
                }
            }
        }
        signed("signed-raw-grade_change.jwt.json");
        signed("signed-caliper-grade_change.jwt.json");
        Sample request = request("canvas/request-signed-raw-grade_change.json", null);
        all.add(withProof(request, new String(request.body(), StandardCharsets.UTF_8)));
        for (JsonNode bad : json("canvas/signed-bad.jwt.json")) {
            all.add(token(bad.path("case").asText(), bad.path("jwt").asText()).answered(401));
        }
    }

    private void signed(String file) {
        all.add(token(file, json("canvas/" + file).path("jwt").asText()));
    }

    private static Sample token(String name, String token) {
        return Sample.post(
                name,
                "/webhooks/canvas-signed",
                token,
                new Sample.Proof.Text(token),
                TYPE,
                JSON_TYPE);
    }

    private static Sample withProof(Sample sample, String text) {
        return new Sample(
                sample.name(),
                sample.target(),
                sample.headers(),
                sample.body(),
                sample.status(),
                new Sample.Proof.Text(text));
    }

    private void chime() {
        Sample request =
                request("chime/request-api-destination.json", new Sample.Proof.Header("x-api-key"));
        all.add(request);
        for (String beginning :
                List.of("meeting-", "attendee-", "eventbridge-", "sqs-", "sns-in")) {
            for (String file : files("chime", beginning)) {
                for (String event : events(file)) {
                    all.add(
                            new Sample(
                                    file,
                                    request.target(),
                                    request.headers(),
                                    utf8(event),
                                    200,
                                    request.proof()));
                    String signature = read(event).path("Signature").asText();
                    if (!signature.isEmpty()) {
                        all.add(withProof(all.getLast(), signature));
                    }
                }
            }
        }
    }

    private void bigBlueButton() {
        for (JsonNode one : json("bbb/request-webhook-checksum.json")) {
            URI target = URI.create(one.path("requestTarget").asText());
            String source = target.getQuery().startsWith("site=north") ? "bbb-north" : "bbb-1";
            Sample form =
                    Sample.post(
                            one.path("case").asText(),
                            "/webhooks/" + source + "?" + target.getRawQuery(),
                            one.path("body").asText(),
                            new Sample.Proof.Query(),
                            TYPE,
                            FORM);
            all.add(one.path("verifies").asBoolean() ? form : form.answered(403));
        }
        all.add(request("bbb/request-webhook-bearer.json", BY_AUTHORIZATION));
        for (String file : files("bbb", "webhook-")) {
            events(file).forEach(event -> all.add(form(file, event)));
        }
        callback();
    }

    private static Sample form(String file, String event) {
        JsonNode json = read(event);
        long time = json.at("/data/event/ts").asLong(json.at("/envelope/timestamp").asLong()) + 5;
        String body =
                "domain=bbb.example.edu&event="
                        + URLEncoder.encode("[" + json + "]", StandardCharsets.UTF_8)
                        + "&timestamp="
                        + time;
        String sum =
                HexFormat.of()
                        .formatHex(
                                sha256(
                                        "https://collector.example.org/webhooks/bbb-1"
                                                + body
                                                + DemoSources.BBB));
        return Sample.post(
                file,
                "/webhooks/bbb-1?checksum=" + sum,
                body,
                new Sample.Proof.Query(),
                TYPE,
                FORM);
    }

    private void callback() {
        JsonNode request = json("bbb/request-analytics-callback.json");
        String good =
                callbackToken(
                        "{\"typ\":\"JWT\",\"alg\":\"HS512\"}", "{\"exp\":" + (now + 3600) + "}");
        String body = request.path("body").asText();
        all.add(authorized("callback", "/webhooks/bbb-1", body, good));
        all.add(
                authorized(
                        "callback of a fork",
                        "/webhooks/bbb-1",
                        text("bbb/analytics-callback-body-fork-mixed-ids.json"),
                        good));
        for (JsonNode bad : request.path("badTokens")) {
            all.add(
                    authorized(
                                    bad.path("case").asText(),
                                    "/webhooks/bbb-1",
                                    body,
                                    bad.path("token").asText())
                            .answered(403));
        }
    }

    private static String callbackToken(String header, String claims) {
        Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
        String signed =
                base64.encodeToString(utf8(header)) + "." + base64.encodeToString(utf8(claims));
        return signed + "." + base64.encodeToString(mac("HmacSHA512", DemoSources.BBB, signed));
    }

    private void jitsi() {
        Sample request = request("jitsi/request-occupant-left.json", BY_AUTHORIZATION);
        all.add(request);
        for (String beginning : List.of("muc-", "breakout-")) {
            for (String file : files("jitsi", beginning)) {
                for (String event : events(file)) {
                    String[] words = read(event).path("event_name").asText().split("-");
                    all.add(
                            new Sample(
                                    file,
                                    "/webhooks/jitsi-1/events/" + words[1] + "/" + words[2],
                                    request.headers(),
                                    utf8(event),
                                    200,
                                    BY_AUTHORIZATION));
                }
            }
        }
    }

    private void jaas() {
        String lastGood = "";
        for (JsonNode one : json("jaas/request-signed.json")) {
            String name = one.path("case").asText();
            String body = one.path("body").asText();
            String sent = one.at("/headers/X-Jaas-Signature").asText();
            if (name.startsWith("stale")) {
                all.add(jaas(name, body, sent).answered(401));
            } else if (one.path("verifies").asBoolean()) {
                lastGood = body;
                all.add(jaas(name, body, signature(body, sent.contains("v0=") ? ",v0=AAAA" : "")));
            } else {
                all.add(jaas(name, body, signature(lastGood, "")).answered(401));
            }
        }
        for (String file : files("jaas", "")) {
            Sample sample = jaas(file, text(file), signature(text(file), ""));
            all.add(file.contains("refuse") ? sample.answered(400) : sample);
        }
    }

    private static Sample jaas(String name, String body, String signature) {
        return Sample.post(
                name,
                "/webhooks/jaas-1",
                body,
                new Sample.Proof.Header("X-Jaas-Signature"),
                TYPE,
                JSON_TYPE,
                "X-Jaas-Signature",
                signature);
    }

    private String signature(String body, String more) {
        byte[] mac = mac("HmacSHA256", DemoSources.JAAS, now + "." + body);
        return "t=" + now + more + ",v1=" + Base64.getEncoder().encodeToString(mac);
    }

    private void classy() {
        all.add(request("classy/request-adapter.json", BY_AUTHORIZATION));
        for (String file : files("classy", "")) {
            for (String event : events(file)) {
                Sample sample = authorized(file, "/webhooks/classy-1", event, DemoSources.CLASSY);
                all.add(file.contains("refuse") ? sample.answered(400) : sample);
            }
        }
    }

    /** A sample that is a request, all of it. */
    private static Sample request(String file, Sample.Proof proof) {
        JsonNode request = json(file);
        Map<String, String> headers = new LinkedHashMap<>();
        request.path("headers")
                .properties()
                .forEach(header -> headers.put(header.getKey(), header.getValue().asText()));
        headers.remove("Connection"); // Java's client does not let it be set
        byte[] body =
                request.has("bodyBase64")
                        ? Base64.getDecoder().decode(request.path("bodyBase64").asText())
                        : utf8(request.path("body").asText());
        String target =
                request.path("path")
                        .asText(URI.create(request.path("requestTarget").asText()).getPath());
        return new Sample(file, target, headers, body, 200, proof);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(String algorithm, String secret, String text) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(utf8(secret), algorithm));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
