package org.nucleus.collector.pull;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.collector.log.FailedRecords;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.model.Source;
import org.nucleus.model.Violation;
import org.nucleus.runtime.kafka.FailedEvents;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.runtime.kafka.Warnings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Messages as records of the log: events, and of what is none the failed events. */
final class PulledRecords {
    private static final byte[] NOTHING = {};

    private final Admission.Open from;
    private final Instant now;

    PulledRecords(Admission.Open from, Instant now) {
        this.from = from;
        this.now = now;
    }

    /**
     * One record to append.
     *
     * @param good whether it is an event; else a failed event
     */
    record Pulled(ProducerRecord<byte[], byte[]> record, boolean good) {
        int bytes() {
            return record.value().length;
        }
    }

    /** What one message holds, in its order; nothing where there is nothing to keep. */
    List<Pulled> of(byte[] body) {
        Source source = from.source();
        return switch (from.codec().read(new Delivery(source.id(), "", null, body, now))) {
            case Reading.Taken taken -> of(taken.items());
            // Nobody took the secrets out of what is refused whole, so nothing of it is kept.
            case Reading.Refused refused -> {
                String id = FailedRecords.idOf(source, body);
                yield List.of(failed(id, refused.violations(), NOTHING));
            }
        };
    }

    private List<Pulled> of(List<Item> items) {
        List<Pulled> all = new ArrayList<>(items.size());
        for (Item item : items) {
            all.add(
                    switch (item) {
                        case Item.Good good -> event(good);
                        case Item.Bad bad ->
                                failed(
                                        FailedRecords.idOf(from.source(), bad.payload()),
                                        bad.violations(),
                                        bad.payload());
                    });
        }
        return all;
    }

    /** What stands for a record that the log does not take because of its size. */
    Pulled tooLarge(Pulled record) {
        return failed(
                FailedRecords.idOf(from.source(), record.record().value()),
                List.of(new Violation("", "pull.size", "The log takes no event of this size.")),
                NOTHING);
    }

    private Pulled event(Item.Good good) {
        Source source = from.source();
        ReceivedRecords.Origin origin =
                new ReceivedRecords.Origin(
                        source.tenant(), source.id(), source.format(), good.formatVersion(), now);
        return new Pulled(
                Warnings.on(
                        origin.record(good.eventId(), good.subject(), good.payload()),
                        good.warnings()),
                true);
    }

    private Pulled failed(String id, List<Violation> violations, byte[] payload) {
        return new Pulled(
                FailedEvents.toRecord(
                        FailedRecords.event(id, from.source(), now, violations, payload)),
                false);
    }
}
