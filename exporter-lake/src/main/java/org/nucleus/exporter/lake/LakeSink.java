package org.nucleus.exporter.lake;

import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.model.FailedEvent;
import org.nucleus.runtime.sink.Sink;
import org.nucleus.runtime.sink.StaleOwnerException;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One topic into one Iceberg table. Rows go to Parquet files at once and become visible, together
 * with the offsets up to which they reach, in one snapshot; a file that was never committed is
 * garbage and counts nowhere.
 */
public final class LakeSink implements Sink {
    private final LakeRows rows;
    private final Table table;
    private final TableUpkeep upkeep;
    private final Clock clock;
    private final ReentrantLock writing = new ReentrantLock();
    private final Map<TopicPartition, Long> owned = new HashMap<>();
    private PartitionedFiles files;

    private LakeSink(LakeRows rows, Table table, TableUpkeep upkeep, Clock clock) {
        this.rows = rows;
        this.table = table;
        this.upkeep = upkeep;
        this.clock = clock;
    }

    /** {@code events.enriched} → table {@code events}. The catalog stays the caller's. */
    public static LakeSink events(LakeCatalog catalog, LakeSettings settings, Clock clock) {
        return of(LakeTable.EVENTS, EventRow::fill, catalog, settings, clock);
    }

    /** {@code events.failed} → table {@code failed_events}. The catalog stays the caller's. */
    public static LakeSink failedEvents(LakeCatalog catalog, LakeSettings settings, Clock clock) {
        return of(LakeTable.FAILED_EVENTS, FailedEventRow::fill, catalog, settings, clock);
    }

    private static LakeSink of(
            LakeTable table,
            LakeRows rows,
            LakeCatalog catalog,
            LakeSettings settings,
            Clock clock) {
        Table found = catalog.findOrCreate(table);
        return new LakeSink(rows, found, new TableUpkeep(found, settings, clock), clock);
    }

    @Override
    public Map<TopicPartition, Long> open(Set<TopicPartition> assigned) {
        discard();
        table.refresh();
        Map<TopicPartition, Long> stored = new HashMap<>(TableOffsets.of(table).next());
        stored.keySet().retainAll(assigned);
        owned.clear();
        assigned.forEach(partition -> owned.put(partition, stored.get(partition)));
        return Map.copyOf(stored);
    }

    @Override
    public List<FailedEvent> write(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        PartitionedFiles target = target();
        List<Record> filled = new ArrayList<>(records.size());
        List<FailedEvent> failed = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Record row = target.newRow();
            try {
                rows.fill(row, bytes(record));
                filled.add(row);
            } catch (IllegalArgumentException e) {
                failed.add(Undecodable.failedEvent(record, clock.instant()));
            }
        }
        writing.lock();
        try {
            filled.forEach(target::write);
        } finally {
            writing.unlock();
        }
        return List.copyOf(failed);
    }

    private static byte[] bytes(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("a record without a value");
        }
        return record.value();
    }

    private PartitionedFiles target() {
        writing.lock();
        try {
            if (files == null) {
                files = new PartitionedFiles(table);
            }
            return files;
        } finally {
            writing.unlock();
        }
    }

    @Override
    public void commit(Map<TopicPartition, Long> next) {
        List<DataFile> written = files == null ? List.of() : files.complete();
        boolean moved = next.entrySet().stream().anyMatch(entry -> !isOwned(entry));
        if (written.isEmpty() && !moved) {
            return;
        }
        try {
            OffsetCommit.commit(table, stored -> after(stored, next), () -> append(written));
        } catch (RuntimeException e) {
            if (!(e instanceof CleanableFailure || e instanceof StaleOwnerException)) {
                files = null;
            }
            discard();
            throw e;
        }
        files = null;
        owned.putAll(next);
        upkeep.afterCommit();
    }

    private boolean isOwned(Map.Entry<TopicPartition, Long> next) {
        return next.getValue().equals(owned.get(next.getKey()));
    }

    private TableOffsets after(TableOffsets stored, Map<TopicPartition, Long> next) {
        for (TopicPartition partition : next.keySet()) {
            if (!Objects.equals(stored.next().get(partition), owned.get(partition))) {
                throw new StaleOwnerException(
                        "another owner has %s in %s up to offset %s, this one went on from %s"
                                .formatted(
                                        partition,
                                        table.name(),
                                        stored.next().get(partition),
                                        owned.get(partition)));
            }
        }
        return stored.with(next);
    }

    private AppendFiles append(List<DataFile> written) {
        AppendFiles append = table.newAppend();
        written.forEach(append::appendFile);
        return append;
    }

    @Override
    public void discard() {
        if (files != null) {
            files.abandon();
            files = null;
        }
    }

    @Override
    public void close() {
        discard();
    }
}
