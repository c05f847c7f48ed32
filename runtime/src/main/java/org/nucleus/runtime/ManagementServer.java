package org.nucleus.runtime;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * The operator's door: {@code /health/live} answers 200 while the process answers at all, {@code
 * /health/ready} 200 or 503 with every service and its reason, {@code /metrics} Prometheus text.
 * Speaks only GET and HEAD, holds no data of learners.
 */
public final class ManagementServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ManagementServer.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String JSON_TYPE = "application/json";
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";
    private static final String SOURCE = "source=";
    private static final int THREADS = 8;

    private final ManagementSettings settings;
    private final Supplier<Map<String, Health>> checks;
    private final PrometheusMeterRegistry metrics;
    private final SourceDetail detail;
    private final String copy;
    private final JvmGcMetrics gc = new JvmGcMetrics();
    private HttpServer server;
    private ExecutorService threads;

    /**
     * @param checks every service's health by name, asked at each request
     * @param metrics what {@code /metrics} shows; the JVM's own meters are added on start
     * @param copy names this process among copies of the same service, as its log lines do
     */
    public ManagementServer(
            ManagementSettings settings,
            Supplier<Map<String, Health>> checks,
            PrometheusMeterRegistry metrics,
            String copy) {
        this.copy = Objects.requireNonNull(copy, "copy is null");
        this.settings = Objects.requireNonNull(settings, "settings is null");
        this.checks = Objects.requireNonNull(checks, "checks is null");
        this.metrics = Objects.requireNonNull(metrics, "metrics is null");
        this.detail = new SourceDetail(settings.sources());
    }

    /**
     * Opens the port.
     *
     * @throws StartFailure when it is taken or the address is not this machine's
     */
    public void start() {
        try {
            server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), 0);
        } catch (BindException e) {
            throw new StartFailure(
                    "port %d on %s is taken or not allowed; set management.http.port to another"
                            .formatted(settings.port(), settings.host()),
                    e);
        } catch (IOException | RuntimeException e) {
            throw new StartFailure(
                    "management.http.host %s cannot be bound".formatted(settings.host()), e);
        }
        bindJvm();
        threads =
                Executors.newFixedThreadPool(
                        THREADS, Thread.ofPlatform().daemon().name("management-", 0).factory());
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** The port that is bound, also where settings said 0. */
    public int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        if (server != null) {
            server.stop(0);
            threads.shutdownNow();
            gc.close();
        }
    }

    private void bindJvm() {
        gc.bindTo(metrics);
        new ClassLoaderMetrics().bindTo(metrics);
        new FileDescriptorMetrics().bindTo(metrics);
        new JvmMemoryMetrics().bindTo(metrics);
        new JvmThreadMetrics().bindTo(metrics);
        new ProcessorMetrics().bindTo(metrics);
        new UptimeMetrics().bindTo(metrics);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            if (method.equals("GET") || method.equals("HEAD")) {
                answerAt(exchange.getRequestURI().getPath(), exchange);
            } else {
                exchange.getResponseHeaders().set("Allow", "GET, HEAD");
                send(exchange, ManagementProblem.METHOD);
            }
        }
    }

    private void answerAt(String path, HttpExchange exchange) throws IOException {
        try {
            switch (path) {
                case "/health/live" -> send(exchange, 200, JSON_TYPE, "{\"status\":\"up\"}");
                case "/health/ready" -> answerReady(exchange);
                case "/metrics" ->
                        send(
                                exchange,
                                200,
                                METRICS_TYPE,
                                detail.bound(metrics.scrape(), askedSource(exchange)));
                default -> send(exchange, ManagementProblem.NOT_FOUND);
            }
        } catch (RuntimeException e) {
            log.atError().setCause(e).log("Management request failed");
            send(exchange, ManagementProblem.INTERNAL);
        }
    }

    private static void send(HttpExchange exchange, ManagementProblem problem) throws IOException {
        send(exchange, problem.status(), ManagementProblem.CONTENT_TYPE, problem.toJson());
    }

    /** The source of {@code ?source=}, an id, which needs no decoding. */
    private static Optional<String> askedSource(HttpExchange exchange) {
        return Optional.ofNullable(exchange.getRequestURI().getQuery())
                .filter(query -> query.startsWith(SOURCE))
                .map(query -> query.substring(SOURCE.length()));
    }

    private void answerReady(HttpExchange exchange) throws IOException {
        boolean up = true;
        ObjectNode body = JSON.createObjectNode().put("status", "up").put("copy", copy);
        ObjectNode services = body.putObject("services");
        for (Map.Entry<String, Health> check : checks.get().entrySet()) {
            ObjectNode service = services.putObject(check.getKey());
            switch (check.getValue()) {
                case Health.Up ignored -> service.put("status", "up");
                case Health.Degraded degraded ->
                        service.put("status", "degraded").put("reason", degraded.reason());
                case Health.Down down -> {
                    up = false;
                    service.put("status", "down").put("reason", down.reason());
                }
            }
        }
        body.put("status", up ? "up" : "down");
        send(exchange, up ? 200 : 503, JSON_TYPE, body.toString());
    }

    private static void send(HttpExchange exchange, int status, String type, String body)
            throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(bytes.length));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
