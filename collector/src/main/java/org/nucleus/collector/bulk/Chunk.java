package org.nucleus.collector.bulk;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.model.Upload;

import java.util.List;
import java.util.Objects;

/**
 * Records that are appended together.
 *
 * @param bytes of their payloads
 * @param after how far the upload is once they, and all before them, are on the log
 */
record Chunk(List<ProducerRecord<byte[], byte[]>> records, long bytes, Upload after) {
    Chunk {
        records = List.copyOf(records);
        Objects.requireNonNull(after, "after is null");
    }
}
