package org.nucleus.admin.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

import org.nucleus.admin.auth.Administrators;
import org.nucleus.admin.config.LogUnavailable;
import org.nucleus.model.User;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.net.HttpTime;
import org.nucleus.runtime.secret.UnusableKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The admin API's HTTP server. One event loop reads requests and tells whose they are; operations
 * run on workers, as they wait for the log. Every answer is {@code no-store}.
 */
public final class AdminServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(AdminServer.class);
    private static final int MOST_BYTES = 64 << 10;
    private static final int WORKERS = 4;
    private static final int IDLE_SECONDS = 75;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(10);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(2);
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final String OPEN_API_METHODS = "GET";

    private final HttpSettings settings;
    private final Administrators administrators;
    private final Api api;
    private final byte[] openApi = openApi();
    private Vertx vertx;
    private volatile int port;

    /** Nothing happens yet. */
    public AdminServer(HttpSettings settings, Administrators administrators, Api api) {
        this.settings = settings;
        this.administrators = administrators;
        this.api = api;
    }

    /** The document that is served at {@code /openapi.json}. */
    static byte[] openApi() {
        try (InputStream in = AdminServer.class.getResourceAsStream("openapi.json")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the jar cannot be read", e);
        }
    }

    /**
     * Returns once requests are served.
     *
     * @throws StartFailure when the port cannot be had
     */
    public void start() {
        vertx =
                Vertx.vertx(
                        new VertxOptions()
                                .setEventLoopPoolSize(1)
                                .setWorkerPoolSize(WORKERS)
                                .setFileSystemOptions(
                                        new FileSystemOptions()
                                                .setFileCachingEnabled(false)
                                                .setClassPathResolvingEnabled(false)));
        HttpServerOptions options =
                new HttpServerOptions()
                        .setHost(settings.host())
                        .setPort(settings.port())
                        .setIdleTimeout(IDLE_SECONDS)
                        .setHttp2ClearTextEnabled(false);
        try {
            HttpServer server =
                    await(
                            vertx.createHttpServer(options).requestHandler(router()).listen(),
                            START_TIMEOUT);
            port = server.actualPort();
        } catch (ExecutionException e) {
            throw new StartFailure(
                    "port %d on %s is taken or not allowed (%s); set admin.http.port to another"
                            .formatted(
                                    settings.port(),
                                    settings.host(),
                                    Failures.reason(e.getCause())),
                    e.getCause());
        } catch (TimeoutException e) {
            throw new StartFailure("The admin API's HTTP server did not start in time", e);
        }
    }

    private Router router() {
        Router router = Router.router(vertx);
        router.route().handler(this::date);
        router.get("/openapi.json").handler(this::openApi);
        router.route("/api/*").handler(this::authenticate);
        router.route("/api/*").handler(BodyHandler.create(false).setBodyLimit(MOST_BYTES));
        for (Api.Operation operation : Api.OPERATIONS) {
            router.route(operation.method(), operation.path())
                    .handler(context -> perform(operation, context));
        }
        router.errorHandler(404, context -> send(context, Answer.of(Problem.notFound())));
        router.errorHandler(405, this::refuseMethod);
        router.errorHandler(413, context -> send(context, Answer.of(Problem.tooLarge())));
        router.errorHandler(400, context -> send(context, Answer.of(Problem.malformed())));
        router.errorHandler(500, context -> failed(context, context.failure()));
        return router;
    }

    private void date(RoutingContext context) {
        context.response().putHeader("Date", HttpTime.of(api.now()));
        context.next();
    }

    private void refuseMethod(RoutingContext context) {
        String allowed = Api.allowed(context.request().path());
        context.response().putHeader("Allow", allowed.isEmpty() ? OPEN_API_METHODS : allowed);
        send(context, Answer.of(Problem.method()));
    }

    private void openApi(RoutingContext context) {
        Future<Void> ignored =
                context.response()
                        .putHeader("Content-Type", "application/json")
                        .end(Buffer.buffer(openApi));
    }

    private void authenticate(RoutingContext context) {
        Optional<User> user = administrators.find(context.request().getHeader("Authorization"));
        if (user.isEmpty()) {
            context.response().putHeader("WWW-Authenticate", "Bearer realm=\"nucleus-admin\"");
            send(context, Answer.of(Problem.unauthenticated()));
            return;
        }
        context.put(User.class.getName(), user.get());
        context.next();
    }

    private void perform(Api.Operation operation, RoutingContext context) {
        Buffer buffer = context.body().buffer();
        byte[] body = buffer == null ? new byte[0] : buffer.getBytes();
        if (body.length > 0 && !isJson(operation, context)) {
            send(context, Answer.of(Problem.mediaType()));
            return;
        }
        String id = context.pathParam("id");
        String secret = context.pathParam("secret");
        User user = context.get(User.class.getName());
        Api.Request request =
                new Api.Request(
                        user,
                        new Api.Target(
                                id == null ? "" : id,
                                secret == null ? "" : secret,
                                Optional.ofNullable(context.request().getHeader("If-Match"))),
                        body);
        vertx.executeBlocking(() -> operation.handler().apply(api, request), false)
                .onSuccess(answer -> send(context, answer))
                .onFailure(failure -> failed(context, failure));
    }

    private static boolean isJson(Api.Operation operation, RoutingContext context) {
        String type = context.request().getHeader("Content-Type");
        String plain = type == null ? "" : type.split(";", 2)[0].strip();
        return plain.equalsIgnoreCase("application/json")
                || (operation.method().equals(HttpMethod.PATCH)
                        && plain.equalsIgnoreCase("application/merge-patch+json"));
    }

    private static void failed(RoutingContext context, Throwable failure) {
        switch (failure) {
            case LogUnavailable unavailable -> {
                log.atWarn().setCause(unavailable).log("Change was not confirmed");
                context.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
                send(context, Answer.of(Problem.logUnavailable()));
            }
            case UnusableKey unusable -> {
                log.atError().setCause(unusable).log("Node key cannot be used");
                send(context, Answer.of(Problem.nodeKey(unusable.getMessage() + ".")));
            }
            default -> {
                log.atError().setCause(failure).log("Request failed");
                send(context, Answer.of(Problem.internal()));
            }
        }
    }

    private static void send(RoutingContext context, Answer answer) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        answer.location().ifPresent(location -> response.putHeader("Location", location));
        answer.etag().ifPresent(etag -> response.putHeader("ETag", etag));
        Future<Void> ignored =
                response.setStatusCode(answer.status())
                        .putHeader("Content-Type", answer.contentType())
                        .putHeader("Cache-Control", "no-store")
                        .end(answer.body().toString());
    }

    /** Where it listens; 0 before {@link #start}. */
    public int port() {
        return port;
    }

    /** Down until started and once closing. */
    public Health check() {
        return port > 0 ? Health.UP : new Health.Down("the admin API does not listen");
    }

    private static <T> T await(Future<T> future, Duration within)
            throws ExecutionException, TimeoutException {
        try {
            return future.toCompletionStage()
                    .toCompletableFuture()
                    .get(within.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        }
    }

    @Override
    public void close() {
        port = 0;
        if (vertx == null) {
            return;
        }
        try {
            await(vertx.close(), STOP_TIMEOUT);
        } catch (ExecutionException | TimeoutException e) {
            log.atWarn().setCause(e).log("Admin API did not stop in good order");
        }
    }
}
