package org.nucleus.collector.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

import org.nucleus.collector.auth.SourceIndex;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.collector.xapi.StatementsRequest;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.Violation;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The way in for pages that cannot wait for an answer, {@code /beacon/{source}}: {@code POST} as
 * {@code navigator.sendBeacon} does it, or {@code GET} of an image with the event in its query. No
 * secret could stay one in a page, so the source lists the origins whose pages may send.
 */
final class BeaconDoor {
    static final String FOLDER = "/beacon/";

    private static final String METHODS = "GET, HEAD, OPTIONS, POST";
    private static final String HEADERS = "Content-Type, X-Experience-API-Version";
    private static final String EXPOSED_HEADERS = "Retry-After";
    private static final String MAX_AGE_SECONDS = "3600";
    private static final CharSequence GIF = HttpHeaders.createOptimized("image/gif");
    private static final byte[] PIXEL =
            Base64.getDecoder().decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7");

    private final Entrance entrance;
    private final Supplier<SourceIndex> sources;
    private final Ways ways;
    private final ClockText clock;

    /** What becomes of events, by format. */
    record Ways(StatementsDoor statements, Deliveries deliveries) {}

    BeaconDoor(Entrance entrance, Supplier<SourceIndex> sources, Ways ways, ClockText clock) {
        this.entrance = entrance;
        this.sources = sources;
        this.ways = ways;
        this.clock = clock;
    }

    /** Takes one {@code GET} or {@code POST}. */
    void enter(Exchange exchange) {
        Optional<Source> source = admitted(exchange.request());
        if (source.isEmpty()) {
            refuse(exchange, Problem.otherOrigin());
            return;
        }
        if (!exchange.sentBy(source.get())) {
            BodyReceiver.discardOf(exchange);
        } else if (source.get().state() != Source.State.ACTIVE) {
            refuse(exchange, Problem.paused());
        } else if (exchange.isWithinLimits(source.get())) {
            entrance.enter(exchange, new Visit(source.get()));
        } else {
            BodyReceiver.discardOf(exchange);
        }
    }

    /** Answers {@code OPTIONS}: what pages of the source's origins may send. */
    void preflight(Exchange exchange) {
        HttpServerResponse response = exchange.response();
        response.putHeader(HttpHeaders.ALLOW, METHODS);
        if (admitted(exchange.request()).isPresent()) {
            response.putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, MAX_AGE_SECONDS);
        }
        BodyReceiver.discardOf(exchange);
        exchange.answer(204);
    }

    private static void refuse(Exchange exchange, Problem problem) {
        BodyReceiver.discardOf(exchange);
        exchange.refuse(problem);
    }

    /** The source, where the page that sends is of one of its origins; lets that page read on. */
    private Optional<Source> admitted(HttpServerRequest request) {
        SourcePath address = SourcePath.of(request.path(), FOLDER);
        String origin = new BeaconRequest(request).origin();
        Optional<Source> source =
                sources.get()
                        .find(address.source())
                        .filter(ignored -> address.tail().isEmpty())
                        .filter(found -> found.scheme() == Scheme.ORIGIN)
                        .filter(found -> found.state() != Source.State.REVOKED)
                        .filter(found -> found.policy().allowsOrigin(origin));
        if (source.isPresent()) {
            request.response()
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                    .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS, "true")
                    .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
        }
        return source;
    }

    /** One request of a page that may send. */
    private final class Visit implements Door {
        private final Source source;

        private Visit(Source source) {
            this.source = source;
        }

        @Override
        public Format format() {
            return source.format();
        }

        /** The origin is all there is, and has been seen. */
        @Override
        public boolean credentialInBody(HttpServerRequest request) {
            return true;
        }

        @Override
        public Optional<Problem> objection(HttpServerRequest request) {
            if (source.format() != Format.XAPI && source.format() != Format.JSON) {
                return Optional.of(Problem.otherFormat(source.format().name()));
            }
            BeaconRequest beacon = new BeaconRequest(request);
            return beacon.isImage() || beacon.isText()
                    ? Optional.empty()
                    : Optional.of(Problem.mediaType("text/plain, application/json"));
        }

        @Override
        public void handle(Exchange exchange, byte[] body) {
            BeaconRequest beacon = new BeaconRequest(exchange.request());
            Optional<byte[]> event = beacon.isImage() ? beacon.event() : Optional.of(body);
            if (event.isPresent()) {
                take(exchange, event.get());
            } else {
                Violation missing =
                        new Violation("", "beacon.event", "d must be JSON, or JSON in base64url");
                exchange.refuse(Problem.invalid(400, List.of(missing)));
            }
        }

        private void take(Exchange exchange, byte[] event) {
            if (source.format() == Format.XAPI) {
                takeStatements(exchange, event);
            } else {
                takeJson(exchange, event);
            }
        }

        private void takeStatements(Exchange exchange, byte[] event) {
            StatementsRequest request =
                    new StatementsRequest(
                            HttpMethod.POST.name(),
                            "application/json",
                            new BeaconRequest(exchange.request()).version(),
                            Map.of(),
                            Slice.of(event),
                            source.id());
            ways.statements().take(exchange, request, BeaconDoor::answer);
        }

        private void takeJson(Exchange exchange, byte[] event) {
            WebhookCodec codec = WebhookCodecs.of(source).orElseThrow();
            ways.deliveries()
                    .take(
                            exchange,
                            codec,
                            new Delivery(source.id(), "", null, event, clock.now()),
                            BeaconDoor::answer);
        }
    }

    private static void answer(Exchange exchange) {
        if (new BeaconRequest(exchange.request()).isImage()) {
            exchange.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            exchange.answer(200, GIF, Buffer.buffer(PIXEL));
        } else {
            exchange.answer(204);
        }
    }
}
