package org.nucleus.runtime.sink;

import org.apache.kafka.clients.consumer.ConsumerRecord;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/** Recognises one record of a log without keeping it. */
final class RecordMark {
    private RecordMark() {}

    /** CRC-32C over the record's time, key and value. */
    static int of(ConsumerRecord<byte[], byte[]> record) {
        CRC32C crc = new CRC32C();
        crc.update(ByteBuffer.allocate(Long.BYTES).putLong(record.timestamp()).flip());
        update(crc, record.key());
        update(crc, record.value());
        return (int) crc.getValue();
    }

    private static void update(CRC32C crc, byte[] bytes) {
        crc.update(bytes == null ? 0 : 1);
        if (bytes != null) {
            crc.update(bytes, 0, bytes.length);
        }
    }
}
