package org.nucleus.collector.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The first to see a request: finds who answers it by path and method. Addresses are few and fixed,
 * so a map does what a router would; those that end in {@code /} stand for everything below.
 */
final class Dispatcher {
    /** Below these a browser may ask first, wherever it is. */
    private static final List<String> PREFLIGHTED = List.of("/xapi", "/caliper");

    private static final String METHODS = "DELETE, GET, HEAD, OPTIONS, POST, PUT";

    private final Map<String, Route> routes;
    private final XapiGreeting xapi;
    private final Connections connections;
    private final Parts parts;

    /**
     * Shared by all event loops.
     *
     * @param clearTextHttp2 whether requests come by Vert.x's own decoder, {@link FramingDecoder}
     *     having no place where a connection may change its version
     */
    record Parts(
            Cors cors,
            CollectorMeters meters,
            InflightBytes inflight,
            Quotas quotas,
            HttpDate date,
            boolean clearTextHttp2,
            BooleanSupplier diskIsLow) {}

    /**
     * @param routes by plain path
     */
    Dispatcher(Map<String, Route> routes, XapiGreeting xapi, Connections connections, Parts parts) {
        this.routes = Map.copyOf(routes);
        this.xapi = xapi;
        this.connections = connections;
        this.parts = parts;
    }

    void dispatch(HttpServerRequest request) {
        if (parts.clearTextHttp2() && !Framing.isSound(request)) {
            refuse(request, Framing.unsound());
            return;
        }
        greet(request);
        Exchange exchange = connections.begin(new Exchange(request, parts));
        exchange.step(() -> find(exchange));
    }

    private void greet(HttpServerRequest request) {
        request.response().putHeader(HttpHeaders.DATE, parts.date().text());
        parts.cors().apply(request);
    }

    private void find(Exchange exchange) {
        HttpServerRequest request = exchange.request();
        String path = request.path();
        Route route = routes.get(path);
        if (route == null) {
            path = PlainPath.of(path);
            route = routes.getOrDefault(path, routes.get(folder(path)));
        }
        xapi.greet(request, path);
        if (route != null) {
            at(route, exchange);
        } else if (request.method().equals(HttpMethod.OPTIONS) && isPreflighted(path)) {
            preflight(exchange, METHODS);
        } else {
            refuse(exchange, Problem.notFound());
        }
    }

    private static boolean isPreflighted(String path) {
        return PREFLIGHTED.stream().anyMatch(root -> PlainPath.isAt(path, root));
    }

    /** The path's first part with its slashes, which no address is where there is but one. */
    private static String folder(String path) {
        int end = path.indexOf('/', 1);
        return end < 0 ? "" : path.substring(0, end + 1);
    }

    /** Answers what is no HTTP, or too long in its head, and hangs up. */
    void invalid(HttpServerRequest request) {
        refuse(request, Framing.problem(request.decoderResult().cause()));
    }

    private void refuse(HttpServerRequest request, Problem problem) {
        greet(request);
        xapi.greet(request, PlainPath.of(request.path()));
        Exchange exchange = connections.begin(new Exchange(request, parts));
        exchange.hasArrived();
        exchange.refuseAndClose(problem);
    }

    private void at(Route route, Exchange exchange) {
        HttpServerRequest request = exchange.request();
        Optional<Consumer<Exchange>> handler = route.handler(request.method());
        if (handler.isPresent()) {
            handler.get().accept(exchange);
        } else if (request.method().equals(HttpMethod.OPTIONS)) {
            preflight(exchange, route.allowed());
        } else {
            request.response().putHeader(HttpHeaders.ALLOW, route.allowed());
            refuse(exchange, Problem.method(route.allowed()));
        }
    }

    private void preflight(Exchange exchange, String methods) {
        parts.cors().preflight(exchange.request(), methods);
        exchange.response().putHeader(HttpHeaders.ALLOW, methods);
        BodyReceiver.discardOf(exchange);
        exchange.answer(204);
    }

    private static void refuse(Exchange exchange, Problem problem) {
        BodyReceiver.discardOf(exchange);
        exchange.refuse(problem);
    }
}
