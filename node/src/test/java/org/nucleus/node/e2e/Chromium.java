package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Debian's Chromium without a screen, driven by the WebDriver protocol (W3C) of its chromedriver.
 */
final class Chromium implements AutoCloseable {
    private static final Path NEED = Path.of("..", ".ci", "need").toAbsolutePath().normalize();
    private static final Pattern PORT = Pattern.compile("started successfully on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
    private static final List<String> FLAGS =
            List.of(
                    "--headless",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--disable-dev-shm-usage",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync");

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Process driver;
    private final String session;

    private Chromium(Process driver, String address, Path profile) {
        this.driver = driver;
        ObjectNode capabilities = json.createObjectNode();
        ObjectNode options =
                capabilities
                        .putObject("capabilities")
                        .putObject("alwaysMatch")
                        .putObject("goog:chromeOptions");
        FLAGS.forEach(options.withArray("args")::add);
        options.withArray("args").add("--user-data-dir=" + profile);
        this.session =
                address
                        + "/session/"
                        + post(address + "/session", capabilities).get("sessionId").textValue();
    }

    /**
     * Starts a browser that has seen nothing yet; installs it first where it may.
     *
     * @param folder takes its profile and its driver's words
     */
    static Chromium start(Path folder) throws IOException, InterruptedException {
        Process need =
                new ProcessBuilder(NEED.toString(), "chromedriver", "chromium", "chromium-driver")
                        .inheritIO()
                        .start();
        assertThat(need.waitFor()).as("%s chromedriver", NEED).isZero();
        Path words = folder.resolve("chromedriver.txt");
        Process driver =
                new ProcessBuilder("chromedriver", "--port=0")
                        .redirectErrorStream(true)
                        .redirectOutput(words.toFile())
                        .start();
        try {
            Matcher port = PORT.matcher("");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> port.reset(Files.readString(words)).find());
            return new Chromium(
                    driver, "http://127.0.0.1:" + port.group(1), folder.resolve("profile"));
        } catch (RuntimeException e) {
            driver.destroy();
            throw e;
        }
    }

    /** Goes to a page, leaving the one before; returns when it is loaded. */
    void visit(String url) {
        post(session + "/url", json.createObjectNode().put("url", url));
    }

    /** Clicks as a person does. */
    void click(String selector) {
        ObjectNode search =
                json.createObjectNode().put("using", "css selector").put("value", selector);
        String element = post(session + "/element", search).get(ELEMENT).textValue();
        post(session + "/element/" + element + "/click", json.createObjectNode());
    }

    /** Runs a script in the page; a promise it returns is waited for. */
    JsonNode run(String script) {
        ObjectNode call = json.createObjectNode().put("script", script);
        call.putArray("args");
        return post(session + "/execute/sync", call);
    }

    /** Returns when an expression of the page is true. */
    void awaitTrue(String expression) {
        await(expression)
                .atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> run("return Boolean(" + expression + ")").booleanValue());
    }

    void network(boolean online) {
        ObjectNode conditions = json.createObjectNode();
        conditions
                .putObject("network_conditions")
                .put("offline", !online)
                .put("latency", 0)
                .put("throughput", -1);
        post(session + "/chromium/network_conditions", conditions);
        awaitTrue("navigator.onLine === " + online);
    }

    private JsonNode post(String address, JsonNode body) {
        return call(
                HttpRequest.newBuilder(URI.create(address))
                        .POST(HttpRequest.BodyPublishers.ofString(body.toString())));
    }

    private JsonNode call(HttpRequest.Builder request) {
        try {
            HttpResponse<String> response =
                    client.send(
                            request.timeout(Duration.ofSeconds(60)).build(),
                            HttpResponse.BodyHandlers.ofString());
            assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
            return json.readTree(response.body()).get("value");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Ends the browser, then its driver. */
    @Override
    public void close() throws InterruptedException {
        try {
            call(HttpRequest.newBuilder(URI.create(session)).DELETE());
        } finally {
            driver.descendants().forEach(ProcessHandle::destroyForcibly);
            driver.destroy();
            driver.waitFor(10, TimeUnit.SECONDS);
            client.shutdownNow();
        }
    }
}
