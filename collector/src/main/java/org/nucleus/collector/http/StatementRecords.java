package org.nucleus.collector.http;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.collector.xapi.AcceptedStatement;
import org.nucleus.collector.xapi.Attachment;
import org.nucleus.collector.xapi.AttachmentPart;
import org.nucleus.collector.xapi.StatementsOutcome;
import org.nucleus.model.Format;
import org.nucleus.model.Source;
import org.nucleus.runtime.kafka.ReceivedRecords;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Accepted statements as records of {@code events.received}, as sent; bytes of attachments travel
 * as headers {@code attachment.<sha2>} of their statement.
 */
final class StatementRecords {
    private static final String ATTACHMENT = "attachment.";

    private StatementRecords() {}

    static List<ProducerRecord<byte[], byte[]>> of(
            StatementsOutcome.Store store, Source source, Instant receivedTime) {
        ReceivedRecords.Origin origin =
                new ReceivedRecords.Origin(
                        source.tenant(),
                        source.id(),
                        Format.XAPI,
                        store.version().wire(),
                        receivedTime);
        List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(store.statements().size());
        for (AcceptedStatement statement : store.statements()) {
            ProducerRecord<byte[], byte[]> record =
                    origin.record(statement.id(), statement.subject(), statement.bytes().copy());
            for (Attachment attachment : statement.attachments()) {
                attach(record, store.parts().get(attachment.sha2()));
            }
            records.add(record);
        }
        return records;
    }

    private static void attach(ProducerRecord<byte[], byte[]> record, AttachmentPart part) {
        if (part != null) {
            record.headers().add(ATTACHMENT + part.sha2(), part.bytes().copy());
        }
    }
}
