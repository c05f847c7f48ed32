package org.nucleus.collector.http;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.impl.ConnectionBase;

import java.util.concurrent.TimeUnit;

/** One event loop's share of the collector: a listener on the common port and its connections. */
final class EventLoopVerticle extends VerticleBase {
    private static final long SWEEP_MILLIS = 250;

    private final HttpServerOptions options;
    private final Connections connections;
    private final Dispatcher dispatcher;
    private HttpServer server;

    EventLoopVerticle(HttpServerOptions options, Connections connections, Dispatcher dispatcher) {
        this.options = options;
        this.connections = connections;
        this.dispatcher = dispatcher;
    }

    @Override
    public Future<?> start() {
        vertx.setPeriodic(SWEEP_MILLIS, ignored -> connections.sweep());
        server =
                vertx.createHttpServer(options)
                        .connectionHandler(this::opened)
                        .requestHandler(dispatcher::dispatch)
                        .invalidRequestHandler(dispatcher::invalid);
        return server.listen();
    }

    private void opened(HttpConnection connection) {
        if (!options.isHttp2ClearTextEnabled() && connection instanceof ConnectionBase channel) {
            FramingDecoder.install(channel.channel().pipeline(), options);
        }
        connections.opened(connection);
    }

    /** Where it listens, once started. */
    int port() {
        return server.actualPort();
    }

    /** Shows new connections another certificate. */
    Future<Boolean> update(ServerSSLOptions tls) {
        return server.updateSSLOptions(tls);
    }

    /** Takes no more requests and answers those it has; what is left after a while is cut off. */
    Future<Void> drain(long withinMillis) {
        return server.shutdown(withinMillis, TimeUnit.MILLISECONDS);
    }
}
