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

    private final Appends appends;
    private final ClockText clock;

    EnvelopesDoor(Appends appends, ClockText clock) {
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

    @Override
    public void handle(Exchange exchange, byte[] body) {
        EnvelopeOutcome outcome = EnvelopeReader.read(body, exchange.source().id());
        boolean strict = RequestHeaders.isStrict(exchange.request().headers().getAll(PREFER));
        switch (strict ? outcome.strict() : outcome) {
            case EnvelopeOutcome.Refused refused ->
                    exchange.refuse(Problem.invalid(refused.status(), refused.violations()));
            case EnvelopeOutcome.Read envelope -> {
                List<Violation> ungranted = ungranted(exchange.source(), envelope.items());
                if (ungranted.isEmpty()) {
                    append(exchange, envelope);
                } else {
                    exchange.refuse(Problem.namespace(ungranted));
                }
            }
        }
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

    private void append(Exchange exchange, EnvelopeOutcome.Read envelope) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(envelope.items().size());
        Instant now = clock.now();
        ReceivedRecords.Origin origin = origin(exchange.source(), envelope.version(), now);
        int good = 0;
        for (Item item : envelope.items()) {
            switch (item) {
                case Item.Good event -> {
                    records.add(origin.record(event.eventId(), event.subject(), event.payload()));
                    good++;
                }
                case Item.Bad bad ->
                        records.add(
                                FailedRecords.of(
                                        exchange.source(), now, bad.violations(), bad.payload()));
            }
        }
        int accepted = good;
        appends.append(
                exchange,
                records,
                (done, ignored) -> {
                    done.sourceMeters().acceptedEvents().increment(accepted);
                    done.sourceMeters().rejectedEvents().increment(records.size() - accepted);
                    done.answer(200);
                });
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
