package org.nucleus.collector.http;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.collector.log.FailedRecords;
import org.nucleus.collector.webhook.Item;
import org.nucleus.model.Source;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.runtime.kafka.Warnings;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The items of one delivery as records: good ones of {@code events.received}, bad ones of {@code
 * events.failed}.
 *
 * @param records in the order sent
 * @param good how many of them are good
 */
record ItemRecords(List<ProducerRecord<byte[], byte[]>> records, int good) {
    static ItemRecords of(List<Item> items, Source source, Instant now) {
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(items.size());
        ReceivedRecords.Origin origin = null;
        String version = null;
        int good = 0;
        for (Item item : items) {
            switch (item) {
                case Item.Good event -> {
                    if (!event.formatVersion().equals(version)) {
                        version = event.formatVersion();
                        origin = origin(source, version, now);
                    }
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

    private static ReceivedRecords.Origin origin(Source source, String version, Instant now) {
        return new ReceivedRecords.Origin(
                source.tenant(), source.id(), source.format(), version, now);
    }

    int bad() {
        return records.size() - good;
    }
}
