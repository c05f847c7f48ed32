package org.nucleus.collector.http;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;

import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * The collector's HTTP server: as many event loops as configured on one port. Nothing on them
 * blocks.
 */
public final class CollectorServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(CollectorServer.class);
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration DRAIN_TIMEOUT = Duration.ofMillis(2500);
    private static final Duration STOP_TIMEOUT = Duration.ofMillis(500);

    /** Requests at a time on one HTTP/2 connection. */
    static final int MAX_STREAMS = 100;

    private static final int MAX_CHUNK_BYTES = 64 << 10;

    /** Of all streams of an HTTP/2 connection together. */
    private static final int HTTP2_WINDOW_BYTES = 1 << 20;

    /** To Vert.x: any free port, and the same one for all event loops. */
    private static final int ANY_PORT_FOR_ALL = -1;

    private final HttpSettings settings;
    private final CollectorParts parts;
    private final List<EventLoopVerticle> verticles = new CopyOnWriteArrayList<>();
    private Vertx vertx;
    private volatile int port;
    private volatile Routes routes;

    /** Nothing happens yet. */
    public CollectorServer(HttpSettings settings, CollectorParts parts) {
        this.settings = settings;
        this.parts = parts;
    }

    /**
     * Returns once requests are served.
     *
     * @throws StartFailure when the port cannot be had
     */
    public void start() {
        int eventLoops = settings.eventLoopsOn(Runtime.getRuntime().availableProcessors());
        vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(eventLoops)
                                .setWorkerPoolSize(2)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        routes = new Routes(settings, parts, vertx);
        HttpServerOptions options = options();
        Optional<Tls> tls =
                settings.tls().isSet() ? Optional.of(new Tls(settings.tls())) : Optional.empty();
        tls.ifPresent(some -> some.apply(options, vertx));
        deploy(() -> verticle(options), eventLoops);
        tls.ifPresent(some -> some.follow(vertx, this::update));
        port = verticles.get(0).port();
    }

    private Future<?> update(ServerSSLOptions options) {
        return Future.join(verticles.stream().map(verticle -> verticle.update(options)).toList());
    }

    /** Where it listens; 0 before {@link #start}. */
    public int port() {
        return port;
    }

    /** Down until started, once closing, and while it does nothing but refuse. */
    public Health check() {
        return port > 0
                ? routes.parts().inflight().check()
                : new Health.Down("the collector does not listen");
    }

    private EventLoopVerticle verticle(HttpServerOptions options) {
        Connections connections = new Connections(settings);
        ClockText clock = new ClockText(parts.clock());
        Dispatcher dispatcher =
                new Dispatcher(
                        routes.forEventLoop(clock),
                        new XapiGreeting(clock),
                        connections,
                        routes.parts());
        EventLoopVerticle verticle = new EventLoopVerticle(options, connections, dispatcher);
        verticles.add(verticle);
        return verticle;
    }

    private HttpServerOptions options() {
        return new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port() == 0 ? ANY_PORT_FOR_ALL : settings.port())
                .setMaxChunkSize(MAX_CHUNK_BYTES)
                .setIdleTimeout(Math.toIntExact(silence().toMillis()))
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setHttp2ClearTextEnabled(settings.clearTextHttp2())
                .setInitialSettings(new Http2Settings().setMaxConcurrentStreams(MAX_STREAMS))
                .setHttp2ConnectionWindowSize(HTTP2_WINDOW_BYTES)
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setRegisterWebSocketWriteHandlers(false);
    }

    /**
     * Ends connections that have not shown their version of HTTP, which only those without TLS can
     * owe for long; {@link Connections} the rest. Zero for never, since it also ends a request that
     * waits for its turn.
     */
    private Duration silence() {
        if (!settings.clearTextHttp2()) {
            return Duration.ZERO;
        }
        Duration request = settings.requestTimeout();
        Duration idle = settings.idleTimeout();
        return request.compareTo(idle) > 0 ? request : idle;
    }

    private void deploy(Supplier<EventLoopVerticle> verticle, int eventLoops) {
        DeploymentOptions options = new DeploymentOptions().setInstances(eventLoops);
        try {
            await(vertx.deployVerticle(verticle, options), START_TIMEOUT);
        } catch (ExecutionException e) {
            throw new StartFailure(
                    "port %d on %s is taken or not allowed (%s); set collector.http.port to another"
                            .formatted(
                                    settings.port(),
                                    settings.host(),
                                    Failures.reason(e.getCause())),
                    e.getCause());
        } catch (TimeoutException e) {
            throw new StartFailure("The collector's HTTP server did not start in time", e);
        }
    }

    private static void await(Future<?> future, Duration within)
            throws ExecutionException, TimeoutException {
        try {
            future.toCompletionStage()
                    .toCompletableFuture()
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }

    /** Takes no more requests, waits shortly for the answers under way, and stops. */
    @Override
    public void close() {
        port = 0;
        if (vertx == null) {
            return;
        }
        List<Future<Void>> drained = new ArrayList<>();
        verticles.forEach(verticle -> drained.add(verticle.drain(DRAIN_TIMEOUT.toMillis())));
        awaitQuietly(Future.join(drained), DRAIN_TIMEOUT.plus(STOP_TIMEOUT));
        awaitQuietly(vertx.close(), STOP_TIMEOUT);
    }

    private static void awaitQuietly(Future<?> future, Duration within) {
        try {
            await(future, within);
        } catch (ExecutionException | TimeoutException e) {
            log.atWarn().setCause(e).log("Collector did not stop in good order");
        }
    }
}
