package org.nucleus.collector.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The first to see a request: finds who answers it by path and method. Addresses are few and fixed,
 * so a map does what a router would; those that end in {@code /} stand for everything below.
 */
final class Dispatcher {
    private final Map<String, Route> routes;
    private final Cors cors;
    private final Connections connections;
    private final CollectorMeters meters;
    private final Parts parts;

    /** Shared by all event loops but for {@code connections}. */
    record Parts(
            Cors cors,
            CollectorMeters meters,
            InflightBytes inflight,
            Quotas quotas,
            BooleanSupplier diskIsLow) {}

    Dispatcher(Map<String, Route> routes, Connections connections, Parts parts) {
        this.routes = Map.copyOf(routes);
        this.connections = connections;
        this.cors = parts.cors();
        this.meters = parts.meters();
        this.parts = parts;
    }

    void dispatch(HttpServerRequest request) {
        Exchange exchange = connections.begin(new Exchange(request, parts));
        exchange.step(() -> find(exchange));
    }

    private void find(Exchange exchange) {
        cors.apply(exchange.request());
        String path = exchange.request().path();
        Route route = routes.get(path);
        if (route == null) {
            route = routes.get(folder(path));
        }
        if (route == null) {
            refuse(exchange, Problem.notFound());
        } else {
            at(route, exchange);
        }
    }

    /** The path's first part with its slashes, which no address is where there is but one. */
    private static String folder(String path) {
        int end = path == null ? -1 : path.indexOf('/', 1);
        return end < 0 ? "" : path.substring(0, end + 1);
    }

    /** Answers what is no HTTP, or too long in its head, and hangs up. */
    void invalid(HttpServerRequest request) {
        meters.refused("malformed", 0);
        HttpServerRequest.DEFAULT_INVALID_REQUEST_HANDLER.handle(request);
    }

    private void at(Route route, Exchange exchange) {
        HttpServerRequest request = exchange.request();
        Optional<Consumer<Exchange>> handler = route.handler(request.method());
        if (handler.isPresent()) {
            handler.get().accept(exchange);
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            cors.preflight(request, route.allowed());
            request.response().putHeader(HttpHeaders.ALLOW, route.allowed());
            BodyReceiver.discardOf(exchange);
            exchange.answer(204);
        } else {
            request.response().putHeader(HttpHeaders.ALLOW, route.allowed());
            refuse(exchange, Problem.method(route.allowed()));
        }
    }

    private static void refuse(Exchange exchange, Problem problem) {
        BodyReceiver.discardOf(exchange);
        exchange.refuse(problem);
    }
}
