package org.nucleus.collector.http;

import org.nucleus.collector.json.Elements;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.Source;

import java.util.Optional;
import java.util.function.Consumer;

/** Reads what systems and pages send in a format that has a codec, and appends it. */
final class Deliveries {
    private final Desk desk;
    private final Appends appends;

    Deliveries(Desk desk, Appends appends) {
        this.desk = desk;
        this.appends = appends;
    }

    private sealed interface Read {}

    private record Taken(ItemRecords records) implements Read {}

    private record Refused(Problem problem) implements Read {}

    /**
     * Takes a delivery of a source that is known.
     *
     * @param stored answers once all of it is on the log
     */
    void take(Exchange exchange, WebhookCodec codec, Delivery delivery, Consumer<Exchange> stored) {
        Source source = exchange.source();
        desk.read(
                exchange,
                delivery.body().length,
                most -> read(codec, delivery, source, most),
                read -> {
                    switch (read) {
                        case Taken taken -> store(exchange, taken.records(), stored);
                        case Refused refused -> exchange.refuse(refused.problem());
                    }
                });
    }

    /** Of a paused source only what is not sent again comes here. */
    private void store(Exchange exchange, ItemRecords records, Consumer<Exchange> stored) {
        if (exchange.source().state() == Source.State.ACTIVE) {
            appends.append(exchange, records, stored);
        } else {
            appends.keep(exchange, records, stored);
        }
    }

    private static Optional<Read> read(
            WebhookCodec codec, Delivery delivery, Source source, int most) {
        if (Elements.areMoreThan(most, Slice.of(delivery.body()))) {
            return Optional.empty();
        }
        return switch (codec.read(delivery)) {
            case Reading.Taken taken ->
                    taken.items().size() > most
                            ? Optional.empty()
                            : Optional.of(
                                    new Taken(
                                            ItemRecords.of(
                                                    taken.items(),
                                                    source,
                                                    delivery.receivedTime())));
            case Reading.Refused refused ->
                    Optional.of(
                            new Refused(Problem.invalid(refused.status(), refused.violations())));
        };
    }
}
