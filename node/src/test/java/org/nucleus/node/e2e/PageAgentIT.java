package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Topic;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A learner in Chromium on the page of the how-to, and what is in the tables afterwards. */
final class PageAgentIT {
    private static final Path HOW_TO = Path.of("..", "docs", "how-to", "collect-from-a-page.md");
    private static final String HEARTBEAT =
            "https://learningtapestry.github.io/xapi/ssdn/collection/verbs/heartbeat";
    private static final String BEACON = "source: 'pages',";
    private static final String EMPTY =
            "!Object.keys(localStorage).some((key) => key.startsWith('nucleus pages '))";
    private static final String FILM = "document.querySelector('#film')";
    private static final String SEEK_AFTER_A_SECOND =
            """
            const film = document.querySelector('#film');
            const seek = () => {
              if (film.currentTime < 1) return;
              film.removeEventListener('timeupdate', seek);
              film.currentTime = 2.5;
            };
            film.addEventListener('timeupdate', seek);
            """;

    /** The surface of YouTube's IFrame API: the real one cannot be reached from a test. */
    private static final String YOUTUBE =
            """
            <div id="lecture"></div>
            <script>
              globalThis.YT = {
                Player: class {
                  constructor(id, { videoId }) {
                    Object.assign(this, { videoId, at: 0, since: undefined, told: new Set() });
                    globalThis.lecture = this;
                    setTimeout(() => {
                      this.getVideoUrl = () => 'https://www.youtube.com/watch?v=' + this.videoId;
                      this.getCurrentTime = () => this.at + (this.since ? (performance.now() - this.since) / 1000 : 0);
                      this.getDuration = () => 600;
                      this.getPlaybackRate = () => 1;
                      this.getPlayerState = () => (this.since ? 1 : 2);
                      this.ready?.();
                    }, 50);
                  }
                  addEventListener(type, listener) {
                    if (type === 'onStateChange') this.told.add(listener);
                    else this.ready = listener;
                  }
                  removeEventListener(type, listener) { this.told.delete(listener); }
                  playVideo() { this.since = performance.now(); this.tell(); }
                  pauseVideo() { this.at = this.getCurrentTime(); this.since = undefined; this.tell(); }
                  seekTo(at) { this.at = at; this.since &&= performance.now(); }
                  tell() { this.told.forEach((listener) => listener({ data: this.getPlayerState() })); }
                },
              };
            </script>
            """;

    private static final String[] EXPECTED = {
        "/cells viewed",
        "/media/mitosis.webm initialized",
        "/media/mitosis.webm played",
        "/media/mitosis.webm seeked",
        "/media/mitosis.webm paused",
        "/media/mitosis.webm seeked",
        "/media/mitosis.webm played",
        "/media/mitosis.webm completed",
        "/media/mitosis.webm paused",
        "/media/mitosis.webm terminated",
        "/lecture viewed",
        "https://www.youtube.com/watch?v=M7lc1UVf-VE initialized",
        "https://www.youtube.com/watch?v=M7lc1UVf-VE played",
        "https://www.youtube.com/watch?v=M7lc1UVf-VE seeked",
        "https://www.youtube.com/watch?v=M7lc1UVf-VE paused",
        "https://www.youtube.com/watch?v=M7lc1UVf-VE played",
        "https://www.youtube.com/watch?v=M7lc1UVf-VE paused",
        "https://www.youtube.com/watch?v=M7lc1UVf-VE terminated",
    };

    @TempDir private Path folder;

    /** Shortest and longest time that the film's page can have been in sight, in seconds. */
    private double shortest;

    private double longest;

    @Test
    void everythingThatHappenedIsInTheTablesOnceAndNothingElse() throws Exception {
        try (PageServer school = PageServer.start();
                ForkedNucleus node =
                        ForkedNucleus.up(
                                folder,
                                "--set",
                                "collector.cors.origins=" + school.origin(),
                                "--set",
                                "lake.commit.interval=1s");
                Chromium browser = Chromium.start(folder)) {
            register(school.origin());
            school.page("/cells", howTo());
            school.page("/lecture", lecture());
            school.page("/nothing", "<title>Nothing</title>");

            watchAFilm(browser, school.origin());
            watchALecture(browser, school.origin());
            withdraw(browser, school.origin());
            browser.visit(school.origin() + "/nothing");

            await().atMost(Duration.ofSeconds(30))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() -> assertThat(toldOf(school.origin())).hasSize(18));
            assertThat(toldOf(school.origin())).containsExactlyInAnyOrder(EXPECTED);
            assertTimes();
            assertThat(node.err()).isEmpty();
        }
    }

    private void watchAFilm(Chromium browser, String school) {
        browser.visit(school + "/cells?session=secret");
        browser.awaitTrue(FILM + ".readyState > 1");
        assertThat(browser.run("return Object.keys(localStorage)")).isEmpty();
        assertThat(browser.run("return document.cookie").textValue()).isEmpty();

        long clicking = System.nanoTime();
        browser.click("#agree");
        long clicked = System.nanoTime();
        browser.run(SEEK_AFTER_A_SECOND + "return " + FILM + ".play()");
        browser.awaitTrue(FILM + ".ended");
        browser.awaitTrue(EMPTY);

        browser.network(false);
        browser.run("return " + FILM + ".play()");
        browser.awaitTrue(FILM + ".ended");
        assertThat(browser.run("return Object.keys(localStorage)").size()).isGreaterThan(3);
        browser.network(true);
        browser.awaitTrue(EMPTY);
        assertThat(browser.run("return document.cookie").textValue()).isEmpty();

        shortest = (System.nanoTime() - clicked) / 1e9;
        browser.visit(school + "/nothing");
        longest = (System.nanoTime() - clicking) / 1e9;
    }

    private static void watchALecture(Chromium browser, String school) {
        browser.visit(school + "/lecture");
        browser.click("#agree");
        browser.run("lecture.playVideo()");
        browser.awaitTrue("lecture.getCurrentTime() > 1");
        browser.run("lecture.seekTo(300)");
        browser.awaitTrue("lecture.getCurrentTime() > 301");
        browser.run("lecture.pauseVideo()");
        browser.run("lecture.playVideo()");
        browser.awaitTrue("lecture.getCurrentTime() > 302");
    }

    /** What a learner takes back before it was sent is in no table. */
    private static void withdraw(Chromium browser, String school) {
        browser.visit(school + "/cells");
        browser.awaitTrue(FILM + ".readyState > 1");
        browser.network(false);
        browser.click("#agree");
        browser.awaitTrue("!(" + EMPTY + ")");
        browser.click("#withdraw");
        browser.awaitTrue(EMPTY);
        browser.network(true);
    }

    private void assertTimes() throws IOException, InterruptedException {
        JsonNode times = query(block("sql"));
        assertThat(times.findValuesAsText("page")).containsExactly("Cell division", "The lecture");
        assertThat(times.get(0).get("views").intValue()).isEqualTo(1);
        assertThat(times.get(0).get("seconds").doubleValue()).isBetween(shortest - 1, longest + 1);
        JsonNode beats =
                query(
                        "select count(*) as n, count(distinct event_id) as ids from events where verb = '%s'"
                                .formatted(HEARTBEAT));
        assertThat(beats.get(0).get("n").intValue()).isGreaterThan(4);
        assertThat(beats.get(0).get("n")).isEqualTo(beats.get(0).get("ids"));
        assertThat(query("select count(*) as n from failed_events").get(0).get("n").intValue())
                .isZero();
    }

    /** Object and verb of every event but heartbeats. */
    private List<String> toldOf(String school) throws IOException, InterruptedException {
        List<String> told = new ArrayList<>();
        for (JsonNode event :
                query(
                        "select object_id, regexp_extract(verb, '[^/]+$') as verb from events where verb <> '%s'"
                                .formatted(HEARTBEAT))) {
            told.add(
                    event.get("object_id").textValue().replace(school, "")
                            + " "
                            + event.get("verb").textValue());
        }
        return told;
    }

    private JsonNode query(String sql) {
        return Tables.query(folder.resolve("data"), sql);
    }

    /** The page of the how-to, with this node's address and less patience. */
    private String howTo() throws IOException {
        String page = block("html");
        assertThat(page).contains("'https://nucleus.example.org'", BEACON);
        return page.replace(
                        "https://nucleus.example.org",
                        "http://127.0.0.1:" + told("node.json").get("collector").intValue())
                .replace(BEACON, BEACON + " heartbeat: 2, interval: 1,");
    }

    /** The same without a film, with the how-to's lines for YouTube, and with a secret. */
    private String lecture() throws IOException {
        JsonNode xapi =
                told("first-run.json")
                        .get("sources")
                        .valueStream()
                        .filter(source -> source.get("format").textValue().equals("XAPI"))
                        .findFirst()
                        .orElseThrow();
        return howTo().replaceAll("<video.*</video>", Matcher.quoteReplacement(YOUTUBE))
                .replace("Cell division", "The lecture")
                .replace(
                        BEACON,
                        "source: '%s', secret: '%s',"
                                .formatted(
                                        xapi.get("id").textValue(), xapi.get("secret").textValue()))
                .replace("</script>\n</html>", block("js") + "</script>\n</html>");
    }

    /** The source of the how-to: pages of the school's origin may send. */
    private void register(String origin) throws Exception {
        SourcePolicy policy =
                new SourcePolicy(
                        Set.of(origin),
                        List.of(),
                        0,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        false);
        Source pages =
                new Source(
                        "pages",
                        "demo",
                        Format.XAPI,
                        Scheme.ORIGIN,
                        List.of(),
                        Source.State.ACTIVE,
                        policy);
        Map<String, Object> properties = KafkaOfNode.client(folder.resolve("data"));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(
                            new ProducerRecord<>(
                                    Topic.CONFIG_SOURCES.name(),
                                    pages.id().getBytes(StandardCharsets.UTF_8),
                                    SourceCodec.encode(pages)))
                    .get();
        }
    }

    private JsonNode told(String file) throws IOException {
        return new ObjectMapper().readTree(folder.resolve("data").resolve(file).toFile());
    }

    private static String block(String language) throws IOException {
        Matcher block =
                Pattern.compile(
                                "^```" + language + "\\n(.*?)^```",
                                Pattern.DOTALL | Pattern.MULTILINE)
                        .matcher(Files.readString(HOW_TO));
        assertThat(block.find()).as(language).isTrue();
        return block.group(1);
    }
}
