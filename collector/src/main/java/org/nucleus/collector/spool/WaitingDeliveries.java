package org.nucleus.collector.spool;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.ReceivedRecords;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** The files of paused sources, so that these are not read again and again. For one thread. */
final class WaitingDeliveries {
    private final Predicate<String> isPaused;
    private final Map<String, String> sourceByFile = new HashMap<>();

    WaitingDeliveries(Predicate<String> isPaused) {
        this.isPaused = isPaused;
    }

    /** Whether a file is known to be of a source that is paused. */
    boolean waits(String file) {
        String source = sourceByFile.get(file);
        return source != null && isPaused.test(source);
    }

    /** Whether a file with these records is, and remembers it. */
    boolean waits(String file, List<ProducerRecord<byte[], byte[]>> records) {
        Optional<String> paused =
                records.stream()
                        .flatMap(record -> source(record).stream())
                        .findFirst()
                        .filter(isPaused);
        paused.ifPresent(source -> sourceByFile.put(file, source));
        return paused.isPresent();
    }

    private static Optional<String> source(ProducerRecord<byte[], byte[]> record) {
        if (!record.topic().equals(Topic.EVENTS_RECEIVED.name())) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    ReceivedRecords.toEvent(record.key(), record.headers(), record.value())
                            .source());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Forgets all files but these. */
    void retain(Collection<String> files) {
        sourceByFile.keySet().retainAll(files);
    }
}
