package org.nucleus.collector.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.collector.caliper.CaliperVersion;
import org.nucleus.collector.caliper.EnvelopeOutcome;
import org.nucleus.collector.caliper.EnvelopeReader;
import org.nucleus.collector.caliper.Item;
import org.nucleus.collector.caliper.RequestHeaders;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.log.FailedRecords;
import org.nucleus.model.Format;
import org.nucleus.model.Source;
import org.nucleus.model.Violation;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.runtime.kafka.Warnings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The way in for Caliper envelopes: good items go to {@code events.received}, bad ones to {@code
 * events.failed}, and the answer comes when both are there. Under {@code Prefer: handling=strict}
 * one bad item refuses the envelope. Follows Caliper 1.2, HTTP transport.
 */
final class EnvelopesDoor implements Door {
    private static final String PREFER = "Prefer";

    private final Desk desk;
    private final Appends appends;
    private final ClockText clock;

    EnvelopesDoor(Desk desk, Appends appends, ClockText clock) {
        this.desk = desk;
        this.appends = appends;
        this.clock = clock;
    }

    @Override
    public Format format() {
        return Format.CALIPER;
    }

    @Override
    public boolean credentialInBody(HttpServerRequest request) {
        return false;
    }

    @Override
    public Optional<Problem> objection(HttpServerRequest request) {
        return RequestHeaders.isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))
                ? Optional.empty()
                : Optional.of(Problem.mediaType("application/json"));
    }

    private sealed interface Read {}

    private record Taken(ItemRecords records) implements Read {}

    private record Refused(Problem problem) implements Read {}

    @Override
    public void handle(Exchange exchange, byte[] body) {
        Source source = exchange.source();
        boolean strict = RequestHeaders.isStrict(exchange.request().headers().getAll(PREFER));
        Instant now = clock.now();
        desk.read(
                exchange,
                body.length,
                most -> read(EnvelopeReader.read(body, source.id(), most), strict, source, now),
                read -> {
                    switch (read) {
                        case Taken taken ->
                                appends.append(exchange, taken.records(), done -> done.answer(200));
                        case Refused refused -> exchange.refuse(refused.problem());
                    }
                });
    }

    private static Optional<Read> read(
            EnvelopeOutcome outcome, boolean strict, Source source, Instant now) {
        return switch (strict ? outcome.strict() : outcome) {
            case EnvelopeOutcome.Refused refused ->
                    refused.status() == EnvelopeOutcome.TOO_MANY
                            ? Optional.empty()
                            : Optional.of(
                                    new Refused(
                                            Problem.invalid(
                                                    refused.status(), refused.violations())));
            case EnvelopeOutcome.Read envelope -> {
                List<Violation> ungranted = ungranted(source, envelope.items());
                yield Optional.of(
                        ungranted.isEmpty()
                                ? new Taken(records(envelope, source, now))
                                : new Refused(Problem.namespace(ungranted)));
            }
        };
    }

    private static List<Violation> ungranted(Source source, List<Item> items) {
        if (source.policy().namespaces().isEmpty()) {
            return List.of();
        }
        List<Violation> all = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) instanceof Item.Good good && good.kind() == Item.Kind.EVENT) {
                String place = "/data/" + i;
                Namespaces.ofEvent(source.policy(), Slice.of(good.payload()))
                        .forEach(violation -> all.add(violation.under(place)));
            }
        }
        return all;
    }

    private static ItemRecords records(EnvelopeOutcome.Read envelope, Source source, Instant now) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(envelope.items().size());
        ReceivedRecords.Origin origin = origin(source, envelope.version(), now);
        int good = 0;
        for (Item item : envelope.items()) {
            switch (item) {
                case Item.Good event -> {
                    records.add(
                            Warnings.on(
                                    origin.record(
                                            event.eventId(), event.subject(), event.payload()),
                                    event.warnings()));
                    good++;
                }
                case Item.Bad bad ->
                        records.add(FailedRecords.of(source, now, bad.violations(), bad.payload()));
            }
        }
        return new ItemRecords(records, good);
    }

    private static ReceivedRecords.Origin origin(
            Source source, CaliperVersion version, Instant now) {
        return new ReceivedRecords.Origin(
                source.tenant(),
                source.id(),
                Format.CALIPER,
                version.name().toLowerCase(Locale.ROOT),
                now);
    }
}
