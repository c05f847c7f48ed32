package org.nucleus.collector.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import org.nucleus.collector.bulk.BulkRequest;
import org.nucleus.collector.bulk.ContentCoding;
import org.nucleus.collector.bulk.LineReader;
import org.nucleus.collector.pace.SourceRates;
import org.nucleus.collector.xapi.XapiVersion;
import org.nucleus.model.Source;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.regex.Pattern;

/** What the head of a request to {@link BulkDoor} says, or why it cannot be read. */
sealed interface BulkHead {
    /** It can be read. */
    record Readable(BulkRequest request) implements BulkHead {}

    /** It cannot. */
    record Refused(Problem problem) implements BulkHead {}

    Pattern UPLOAD_ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    /**
     * What holds for all bodies.
     *
     * @param rates how many events sources may send
     * @param mostLineBytes of one JSON value
     */
    record Rules(SourceRates rates, int mostLineBytes) {}

    /** Reads the headers of an exchange whose source is known. */
    static BulkHead read(Exchange exchange, Rules rules) {
        HttpServerRequest request = exchange.request();
        String id = Optional.ofNullable(request.getHeader("Upload-Id")).orElseGet(BulkHead::newId);
        if (!UPLOAD_ID.matcher(id).matches()) {
            return refused("Upload-Id", "1 to 128 of letters, digits, '.', '_' and '-'");
        }
        OptionalLong offset = number(request.getHeader("Upload-Offset"));
        if (offset.isEmpty()) {
            return refused("Upload-Offset", "a number of bytes");
        }
        Optional<Boolean> last = last(request.getHeader("Upload-Complete"));
        if (last.isEmpty()) {
            return refused("Upload-Complete", "?0 or ?1");
        }
        String asked = request.getHeader(XapiVersion.HEADER);
        Optional<XapiVersion> version = Optional.ofNullable(asked).flatMap(XapiVersion::fromHeader);
        if (asked != null && version.isEmpty()) {
            return refused(XapiVersion.HEADER, "1.0.x or 2.0.x");
        }
        Optional<ContentCoding> coding =
                ContentCoding.named(request.getHeader(HttpHeaders.CONTENT_ENCODING));
        if (coding.isEmpty()) {
            exchange.response().putHeader(HttpHeaders.ACCEPT_ENCODING, "gzip, zstd, identity");
            return new Refused(Problem.encoding("gzip, zstd, identity"));
        }
        Source source = exchange.source();
        Optional<LineReader> reader = SourceFiles.reader(source, version);
        if (reader.isEmpty()) {
            return new Refused(Problem.noLines(source.format().name()));
        }
        return new Readable(
                new BulkRequest(
                        source,
                        id,
                        offset.getAsLong(),
                        last.get(),
                        coding.get(),
                        reader.get(),
                        rules.mostLineBytes(),
                        turn(exchange, rules.rates()),
                        heard(exchange.sourceMeters())));
    }

    /** A client that has to wait has not been silent. */
    private static BulkRequest.Turn turn(Exchange exchange, SourceRates rates) {
        Context eventLoop = Vertx.currentContext();
        Source source = exchange.source();
        return events -> {
            long wait = rates.take(source, events);
            if (wait > 0) {
                eventLoop.runOnContext(ignored -> exchange.heard());
            }
            return wait;
        };
    }

    private static BulkRequest.Heard heard(SourceMeters meters) {
        return (accepted, rejected) -> {
            meters.acceptedEvents().increment(accepted);
            meters.rejectedEvents().increment(rejected);
        };
    }

    /** Tells the client, whatever comes, what its upload is called and where its progress is. */
    static void name(Exchange exchange, String source, String id) {
        exchange.response()
                .putHeader("Upload-Id", id)
                .putHeader(HttpHeaders.LOCATION, BulkDoor.PATH + source + "/uploads/" + id);
    }

    /** The number a text spells, 0 where there is none; empty where it spells none. */
    static OptionalLong number(String text) {
        if (text == null) {
            return OptionalLong.of(0);
        }
        return text.matches("[0-9]{1,18}")
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }

    private static Optional<Boolean> last(String header) {
        return switch (header == null ? "?1" : header) {
            case "?1" -> Optional.of(true);
            case "?0" -> Optional.of(false);
            default -> Optional.empty();
        };
    }

    private static String newId() {
        return UUID.randomUUID().toString();
    }

    private static Refused refused(String header, String what) {
        return new Refused(Problem.uploadHeader(header, what));
    }
}
