package org.nucleus.collector.http;

import io.vertx.core.http.HttpMethod;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One address: what answers which method there.
 *
 * @param handlers by method; {@code HEAD} is answered as {@code GET}, {@code OPTIONS} by {@link
 *     Dispatcher} where it is not among them
 * @param allowed all methods, as the {@code Allow} header tells them
 */
record Route(Map<HttpMethod, Consumer<Exchange>> handlers, String allowed) {
    Route {
        handlers = Map.copyOf(handlers);
    }

    static Route of(Map<HttpMethod, Consumer<Exchange>> handlers) {
        List<String> names = new ArrayList<>();
        handlers.keySet().forEach(method -> names.add(method.name()));
        if (handlers.containsKey(HttpMethod.GET)) {
            names.add(HttpMethod.HEAD.name());
        }
        names.add(HttpMethod.OPTIONS.name());
        return new Route(handlers, String.join(", ", names.stream().distinct().sorted().toList()));
    }

    Optional<Consumer<Exchange>> handler(HttpMethod method) {
        return Optional.ofNullable(
                handlers.get(method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method));
    }
}
