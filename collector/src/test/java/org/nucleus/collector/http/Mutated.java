package org.nucleus.collector.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.nucleus.collector.RunningCollector;
import org.nucleus.collector.auth.Signed;
import org.nucleus.model.Format;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** What one format's agents send: samples to change, and good events beside them. */
final class Mutated {
    private static final Path SAMPLES =
            Path.of("..", "node", "src", "test", "resources", "samples");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int WORD = 8;

    private final Format format;
    private final List<String> samples;

    Mutated(Format format) throws IOException {
        this.format = format;
        this.samples = samples(format);
    }

    /** Single events: of batches and envelopes what is in them, of requests nothing. */
    private static List<String> samples(Format format) throws IOException {
        String folder = format == Format.JSON ? "classy" : format.name().toLowerCase(Locale.ROOT);
        List<String> samples = new ArrayList<>();
        try (Stream<Path> files = Files.list(SAMPLES.resolve(folder))) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (name.matches("(?!request|.*jw|.*sqs|endpoint|settings).*json")) {
                    JSON.readerFor(JsonNode.class)
                            .<JsonNode>readValues(Files.readString(file))
                            .forEachRemaining(event -> gather(event, samples));
                }
            }
        }
        return List.copyOf(samples);
    }

    private static void gather(JsonNode event, List<String> samples) {
        if (event.isArray()) {
            event.forEach(one -> gather(one, samples));
        } else if (event.has("sensor") && !event.has("extensions")) {
            gather(event.get("data"), samples);
        } else {
            samples.add(event.toString());
        }
    }

    /** The samples in turn. */
    String sample(int turn) {
        return samples.get(turn % samples.size());
    }

    /** Texts of the samples that a log line has no business with. */
    Set<String> words() {
        Set<String> words = new HashSet<>();
        samples.forEach(sample -> gather(read(sample), words));
        return words;
    }

    private static void gather(JsonNode value, Set<String> words) {
        if (value.isTextual() && value.textValue().length() >= WORD) {
            words.add(value.textValue());
        }
        value.forEach(member -> gather(member, words));
    }

    /** A good event with a number of its own. */
    String good(int number) {
        return switch (format) {
            case XAPI ->
                    """
                    {"id":"%s","actor":{"mbox":"mailto:ada@example.org"},\
                    "verb":{"id":"http://adlnet.gov/expapi/verbs/completed"},\
                    "object":{"id":"http://example.org/good-%d"}}\
                    """
                            .formatted(UUID.randomUUID(), number);
            case CALIPER ->
                    """
                    {"@context":"http://purl.imsglobal.org/ctx/caliper/v1p2","id":"urn:uuid:%s",\
                    "type":"NavigationEvent","action":"NavigatedTo",\
                    "actor":{"id":"https://example.edu/users/1","type":"Person"},\
                    "object":{"id":"https://example.edu/good-%d","type":"WebPage"},\
                    "eventTime":"2026-10-15T10:15:00.000Z"}\
                    """
                            .formatted(UUID.randomUUID(), number);
            case CANVAS ->
                    """
                    {"metadata":{"event_name":"logged_in","event_time":"2026-10-06T08:57:30.101Z",\
                    "request_id":"good-%d"},"body":{}}\
                    """
                            .formatted(number);
            case CHIME ->
                    """
                    {"version":"0","source":"aws.chime",\
                    "detail-type":"Chime Meeting State Change","detail":{"version":"0",\
                    "eventType":"chime:MeetingStarted","timestamp":1791284400000,\
                    "meetingId":"good-%d"}}\
                    """
                            .formatted(number);
            case BBB ->
                    """
                    {"data":{"type":"event","id":"meeting-ended","attributes":{"meeting":\
                    {"internal-meeting-id":"good-%d"}},"event":{"ts":1791284400000}}}\
                    """
                            .formatted(number);
            case JITSI ->
                    """
                    {"event_name":"muc-room-created","room_name":"r","is_breakout":false,\
                    "room_jid":"good-%d@conference.example","created_at":1791284400}\
                    """
                            .formatted(number);
            case JAAS ->
                    """
                    {"idempotencyKey":"good-%d","eventType":"ROOM_CREATED",\
                    "sessionId":"s","timestamp":1791284400000,"fqn":"a/b","data":{}}\
                    """
                            .formatted(number);
            case CLASSY ->
                    """
                    {"eventId":"01K6XDEMA0%016d","event":"sessionTerminate",\
                    "timestamp":"2026-10-06T13:25:00.000Z","sessionId":"good-%d",\
                    "actor":{"id":"t-207","name":"C","role":"teacher"},"data":{}}\
                    """
                            .formatted(number, number);
            case JSON -> "{\"a\":\"good-%d\"}".formatted(number);
            case NUCLEUS -> throw new IllegalArgumentException("nobody sends it");
        };
    }

    /** A changed event with good ones beside it, where one body may have several on their own. */
    List<String> around(String changed, int number) {
        return switch (format) {
            case CALIPER, BBB, JSON -> List.of(good(number), changed, good(number + 1));
            case XAPI, CANVAS, CHIME, JITSI, JAAS, CLASSY, NUCLEUS -> List.of(changed);
        };
    }

    String body(String event) {
        return body(List.of(event));
    }

    /** One request's. */
    String body(List<String> events) {
        String all = String.join(",", events);
        return switch (format) {
            case CALIPER ->
                    """
                    {"sensor":"https://example.edu/sensors/1",\
                    "sendTime":"2026-10-15T10:16:00.000Z",\
                    "dataVersion":"http://purl.imsglobal.org/ctx/caliper/v1p2","data":[%s]}\
                    """
                            .formatted(all);
            case BBB ->
                    "domain=d&timestamp=1791284400007&event="
                            + URLEncoder.encode("[" + all + "]", StandardCharsets.UTF_8);
            case XAPI, JSON -> "[" + all + "]";
            case CANVAS, CHIME, JITSI, JAAS, CLASSY, NUCLEUS -> all;
        };
    }

    String path(RunningCollector collector) {
        return switch (format) {
            case XAPI -> "/xapi/statements";
            case CALIPER -> "/caliper";
            case CANVAS, CHIME, BBB, JITSI, JAAS, CLASSY, JSON, NUCLEUS ->
                    "/webhooks/" + collector.tenant() + "-" + format;
        };
    }

    String[] headers(RunningCollector collector, byte[] body) {
        String secret = "s-" + collector.tenant() + "-" + format;
        return switch (format) {
            case XAPI ->
                    new String[] {
                        "Authorization", collector.basic("xapi"),
                        "Content-Type", "application/json",
                        "X-Experience-API-Version", "1.0.3"
                    };
            case CALIPER ->
                    new String[] {
                        "Authorization",
                        collector.bearer("caliper"),
                        "Content-Type",
                        "application/json"
                    };
            case CHIME -> new String[] {"x-api-key", secret};
            case JITSI -> new String[] {"Authorization", secret};
            case JAAS ->
                    new String[] {
                        "X-Jaas-Signature",
                        Signed.jaas(secret, Clock.systemUTC().instant().getEpochSecond(), body)
                    };
            case BBB ->
                    new String[] {
                        "Authorization",
                        "Bearer " + secret,
                        "Content-Type",
                        "application/x-www-form-urlencoded;charset=UTF-8"
                    };
            case CANVAS, CLASSY, JSON, NUCLEUS ->
                    new String[] {"Authorization", "Bearer " + secret};
        };
    }

    private static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
