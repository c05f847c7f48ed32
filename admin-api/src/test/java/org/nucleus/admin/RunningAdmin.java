package org.nucleus.admin;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.admin.http.HttpSettings;
import org.nucleus.model.PasswordHash;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.Tenant;
import org.nucleus.model.TenantCodec;
import org.nucleus.model.Topic;
import org.nucleus.model.User;
import org.nucleus.model.UserCodec;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.kafka.TopicView;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.runtime.net.OutboundHosts;
import org.nucleus.runtime.secret.NodeKey;
import org.nucleus.testkit.KafkaInJvm;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** An admin API on a broker of its own, with the tenants {@code t1} and {@code t2}. */
public final class RunningAdmin implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Where the keys of sources may be though it is not public. */
    public static final String ALLOWED_HOST = "127.0.0.2";

    private static final String TOKEN = "nk_the-token-of-a-test";

    private final OpenApiContract contract = new OpenApiContract();
    private final HttpClient client = HttpClient.newHttpClient();
    private final KafkaInJvm kafka = KafkaInJvm.start();
    private final NodeKey nodeKey = NodeKey.of(new byte[32]);
    private final AdminService service;

    private RunningAdmin() {
        Topics.ensure(
                kafka.settings(),
                List.of(Topic.CONFIG_TENANTS, Topic.CONFIG_SOURCES, Topic.CONFIG_USERS));
        PasswordHash password = PasswordHash.of("pw", new SecureRandom());
        put(
                Topic.CONFIG_USERS,
                "ada",
                UserCodec.encode(new User("ada", password, Optional.of(SecretHash.of(TOKEN)))));
        put(
                Topic.CONFIG_USERS,
                "old",
                UserCodec.encode(new User("old", password, Optional.empty())));
        put(Topic.CONFIG_TENANTS, "t1", TenantCodec.encode(new Tenant("t1", "One")));
        put(Topic.CONFIG_TENANTS, "t2", TenantCodec.encode(new Tenant("t2", "Two")));
        service =
                new AdminService(
                        new AdminSettings(new HttpSettings(0, "127.0.0.1")),
                        new ServiceContext(
                                kafka.settings(),
                                Path.of("target"),
                                new SimpleMeterRegistry(),
                                Clock.systemUTC(),
                                nodeKey,
                                new OutboundHosts(Set.of(ALLOWED_HOST))));
        service.start();
    }

    /** Started. */
    public static RunningAdmin start() {
        return new RunningAdmin();
    }

    /** The broker under it. */
    public KafkaInJvm kafka() {
        return kafka;
    }

    /** The service itself. */
    public AdminService service() {
        return service;
    }

    /** What seals secrets. */
    public NodeKey nodeKey() {
        return nodeKey;
    }

    /** An id that no test had before. */
    public String id() {
        return "s-" + UUID.randomUUID();
    }

    /** Asks as the administrator, with a JSON body unless it is empty. */
    public HttpResponse<String> ask(String method, String path, String body) {
        return ask(method, path, body, "Bearer " + TOKEN, "application/json");
    }

    /** Asks as the administrator, of a value that has the revision {@code etag} alone. */
    public HttpResponse<String> askIf(String etag, String method, String path, String body) {
        return ask(method, path, body, "Bearer " + TOKEN, "application/json", "If-Match", etag);
    }

    /** Asks as anybody, and holds every answer against the OpenAPI document. */
    public HttpResponse<String> ask(
            String method,
            String path,
            String body,
            String authorization,
            String contentType,
            String... more) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.port() + path))
                        .timeout(Duration.ofSeconds(20))
                        .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        if (more.length > 0) {
            request.headers(more);
        }
        if (!body.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            HttpResponse<String> answer =
                    client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            contract.check(method, path, answer);
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** An answer's body. */
    public static JsonNode json(HttpResponse<String> answer) {
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A source as the log has it at this moment. */
    public Source stored(String id) {
        try (TopicView<Source> sources =
                TopicView.open(kafka.settings(), Topic.CONFIG_SOURCES, SourceCodec::decode)) {
            return sources.entries().get(id);
        }
    }

    /** Appends an entry of a configuration topic. */
    public void put(Topic topic, String key, byte[] value) {
        kafka.append(
                List.of(
                        new ProducerRecord<>(
                                topic.name(), key.getBytes(StandardCharsets.UTF_8), value)));
    }

    @Override
    public void close() {
        service.close();
        client.close();
        kafka.close();
    }
}
