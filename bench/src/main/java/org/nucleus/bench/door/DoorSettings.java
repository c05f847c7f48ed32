package org.nucleus.bench.door;

import org.nucleus.bench.fork.GivenSettings;
import org.nucleus.collector.CollectorSettings;
import org.nucleus.collector.log.EventLog;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.settings.Settings;

import java.util.List;
import java.util.Map;

/**
 * What floor and collector are both told: the defaults, and what {@code --set} changes for the two
 * of them alike.
 */
record DoorSettings(KafkaSettings kafka, CollectorSettings collector) {
    /**
     * Reads {@code key=value} arguments.
     *
     * @throws IllegalArgumentException with every problem
     */
    static DoorSettings parse(String... arguments) {
        Settings settings =
                GivenSettings.parse(
                        List.of(KafkaSettings.GROUP, CollectorSettings.GROUP), List.of(arguments));
        return new DoorSettings(KafkaSettings.from(settings), CollectorSettings.from(settings));
    }

    /** Exactly what the collector's own producer is made of. */
    Map<String, Object> producerProperties() {
        return EventLog.producerProperties(
                kafka, collector.append(), collector.http().inflightMaxBytes());
    }

    /** Threads that serve requests, on either side. */
    int eventLoops() {
        return collector.http().eventLoopsOn(Runtime.getRuntime().availableProcessors());
    }
}
