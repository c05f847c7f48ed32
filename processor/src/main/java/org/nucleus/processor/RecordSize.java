package org.nucleus.processor;

import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.Record;

/** Whether a record fits into every topic of the house, so that no stage dies of writing it. */
final class RecordSize {
    private RecordSize() {}

    /**
     * Whether {@code value} can be written under the key and with the headers of {@code record}.
     */
    static boolean fits(Record<byte[], ?> record, byte[] value) {
        long bytes = value.length + (record.key() == null ? 0L : record.key().length);
        for (Header header : record.headers()) {
            bytes += header.key().length() + (header.value() == null ? 0 : header.value().length);
        }
        return bytes <= NormaliseStage.MOST_BYTES;
    }
}
