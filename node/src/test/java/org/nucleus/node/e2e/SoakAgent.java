package org.nucleus.node.e2e;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Connections that post events of several formats, each again until it is answered 2xx, and some
 * once more after that. Every event carries a mark of its own, by which it is found in the tables.
 */
final class SoakAgent implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int MOST_REMEMBERED = 200;
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Duration BETWEEN = Duration.ofMillis(5);

    /** What a format's sender posts. */
    private enum Kind {
        STATEMENT,
        ENVELOPE,
        BAD_EVENT,
        CANVAS,
        NAMELESS_CANVAS,
        CHIME,
        BBB,
        JITSI
    }

    private record Post(
            String mark, boolean fails, String path, Map<String, String> headers, String body) {}

    private final String collector;
    private final Random random;
    private final Set<String> good = ConcurrentHashMap.newKeySet();
    private final Set<String> failed = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private volatile boolean ending;
    private volatile AssertionError refusal;

    SoakAgent(int port, long seed) {
        this.collector = "http://127.0.0.1:" + port;
        this.random = new Random(seed);
    }

    void start() {
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofPlatform().name("soak-" + i).start(this::run));
        }
    }

    /** Marks of the events that must be rows of {@code events}. */
    Set<String> good() {
        return good;
    }

    /** Marks of the events that must be rows of {@code failed_events}. */
    Set<String> failed() {
        return failed;
    }

    /** Sends nothing new, and returns when everything sent was answered 2xx. */
    void finish() throws InterruptedException {
        ending = true;
        for (Thread thread : threads) {
            thread.join();
        }
        throwRefusal();
    }

    void throwRefusal() {
        if (refusal != null) {
            throw refusal;
        }
    }

    private void run() {
        List<Post> earlier = new ArrayList<>();
        while (!ending && refusal == null) {
            boolean again = !earlier.isEmpty() && random.nextInt(10) == 0;
            Post post = again ? earlier.get(random.nextInt(earlier.size())) : next();
            while (!isAnswered(post)) {
                LockSupport.parkNanos(PAUSE.toNanos());
                if (refusal != null || Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
            (post.fails ? failed : good).add(post.mark);
            LockSupport.parkNanos(BETWEEN.toNanos());
            if (earlier.size() < MOST_REMEMBERED) {
                earlier.add(post);
            } else {
                earlier.set(random.nextInt(MOST_REMEMBERED), post);
            }
        }
    }

    private boolean isAnswered(Post post) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(collector + post.path))
                        .timeout(Duration.ofSeconds(20))
                        .POST(HttpRequest.BodyPublishers.ofString(post.body));
        post.headers.forEach(request::header);
        try {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            int status = answer.statusCode();
            if (status / 100 == 4 && status != 429 && status != 408) {
                refusal = new AssertionError(status + " " + post.path + " " + answer.body());
            }
            return status / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Post next() {
        String id = UUID.randomUUID().toString();
        String mark = "soak-" + id;
        Kind kind = Kind.values()[random.nextInt(Kind.values().length)];
        return switch (kind) {
            case STATEMENT -> post(mark, "/xapi/statements", xapi(), statement(id, mark));
            case ENVELOPE -> post(mark, "/caliper", caliper(), envelope(id, mark, true));
            case BAD_EVENT -> bad(post(mark, "/caliper", caliper(), envelope(id, mark, false)));
            case CANVAS -> post(mark, "/webhooks/canvas-1", canvas(), canvasEvent(mark, true));
            case NAMELESS_CANVAS ->
                    bad(post(mark, "/webhooks/canvas-1", canvas(), canvasEvent(mark, false)));
            case CHIME ->
                    post(
                            mark,
                            "/webhooks/chime-eventbridge",
                            json("x-api-key", DemoSources.CHIME),
                            chimeEvent(id, mark));
            case BBB -> post(mark, "/webhooks/bbb-2", bbb(), bbbForm(mark));
            case JITSI ->
                    post(
                            mark,
                            "/webhooks/jitsi-1",
                            json("Authorization", DemoSources.JITSI),
                            jitsiEvent(mark));
        };
    }

    private static Post post(String mark, String path, Map<String, String> headers, String body) {
        return new Post(mark, false, path, headers, body);
    }

    private static Post bad(Post post) {
        return new Post(post.mark, true, post.path, post.headers, post.body);
    }

    private static Map<String, String> json(String header, String value) {
        return Map.of("Content-Type", "application/json", header, value);
    }

    private static Map<String, String> xapi() {
        String basic =
                Base64.getEncoder()
                        .encodeToString(
                                ("xapi-demo:" + DemoSources.XAPI).getBytes(StandardCharsets.UTF_8));
        return Map.of(
                "Content-Type", "application/json",
                "X-Experience-API-Version", "1.0.3",
                "Authorization", "Basic " + basic);
    }

    private static Map<String, String> caliper() {
        return json("Authorization", "Bearer " + DemoSources.CALIPER);
    }

    private static Map<String, String> canvas() {
        return json("Authorization", "Bearer " + DemoSources.CANVAS);
    }

    private static Map<String, String> bbb() {
        return Map.of(
                "Content-Type",
                "application/x-www-form-urlencoded",
                "Authorization",
                "Bearer " + DemoSources.BBB);
    }

    private static String statement(String id, String mark) {
        return """
        {"id":"%s","actor":{"mbox":"mailto:p%d@school.example"},\
        "verb":{"id":"http://adlnet.gov/expapi/verbs/experienced"},\
        "object":{"id":"https://school.example/%s"},"timestamp":"2026-11-02T09:00:00Z"}\
        """
                .formatted(id, Math.floorMod(id.hashCode(), 97), mark);
    }

    private static String envelope(String id, String mark, boolean whole) {
        String actor =
                whole
                        ? "\"actor\":{\"id\":\"https://school.example/users/1\",\"type\":\"Person\"},"
                        : "";
        return """
        {"sensor":"https://school.example/sensor","sendTime":"2026-11-02T09:00:01.000Z",\
        "dataVersion":"http://purl.imsglobal.org/ctx/caliper/v1p2","data":[\
        {"@context":"http://purl.imsglobal.org/ctx/caliper/v1p2","id":"urn:uuid:%s",\
        "type":"NavigationEvent",%s"action":"NavigatedTo","eventTime":"2026-11-02T09:00:00.000Z",\
        "object":{"id":"https://school.example/%s","type":"WebPage"}}]}\
        """
                .formatted(id, actor, mark);
    }

    private static String canvasEvent(String mark, boolean named) {
        return """
        {"metadata":{%s"event_time":"2026-11-02T09:00:00.000Z",\
        "root_account_id":"31410000000000001","user_id":"31410000000001041",\
        "request_id":"%s"},"body":{"redirect_url":"https://lms.example.edu/%s"}}\
        """
                .formatted(named ? "\"event_name\":\"logged_in\"," : "", mark, mark);
    }

    private static String chimeEvent(String id, String mark) {
        return """
        {"version":"0","id":"%s","source":"aws.chime","account":"111122223333",\
        "region":"us-east-1","detail-type":"Chime Meeting State Change",\
        "time":"2026-11-02T09:00:00Z","detail":{"version":"0","eventType":"chime:MeetingStarted",\
        "timestamp":1793610000000,"meetingId":"%s","externalMeetingId":"%s",\
        "mediaRegion":"us-east-1"}}\
        """
                .formatted(id, id, mark);
    }

    private static String bbbForm(String mark) {
        String event =
                """
                [{"data":{"type":"event","id":"meeting-ended","attributes":{"meeting":\
                {"internal-meeting-id":"%s","external-meeting-id":"soak"}},\
                "event":{"ts":1793610000000}}}]\
                """
                        .formatted(mark);
        return "domain=bbb.example.edu&timestamp=1793610000001&event="
                + URLEncoder.encode(event, StandardCharsets.UTF_8);
    }

    private static String jitsiEvent(String mark) {
        return """
        {"event_name":"muc-room-created","room_name":"soak",\
        "room_jid":"%s@conference.meet.example.org","is_breakout":false,"created_at":1793610000}\
        """
                .formatted(mark);
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        client.shutdownNow();
    }
}
