package org.nucleus.exporter.lake;

import org.apache.iceberg.AppendFiles;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Snapshot;
import org.apache.iceberg.Table;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.exceptions.CleanableFailure;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.LaterVersionException;
import org.nucleus.runtime.sink.Progress;
import org.nucleus.runtime.sink.Sink;
import org.nucleus.runtime.sink.StaleOwnerException;
import org.nucleus.runtime.sink.UpgradeDueException;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

/**
 * One topic into one Iceberg table. Rows go to Parquet files at once and become visible, together
 * with the offsets up to which they reach, in one snapshot; a file that was never committed is
 * garbage and counts nowhere.
 */
public final class LakeSink implements Sink {
    private final LakeTable kind;
    private final LakeRows rows;
    private final LakeCatalog catalog;
    private final OffsetCommit commits;
    private final TableUpkeep upkeep;
    private final Map<TopicPartition, Long> owned = new HashMap<>();
    private final AtomicReference<PendingRows> pending = new AtomicReference<>();
    private Optional<Snapshot> keptOut = Optional.empty();

    /** The catalog stays the caller's. */
    LakeSink(
            LakeTable kind,
            LakeRows rows,
            LakeCatalog catalog,
            LakeSettings settings,
            Clock clock) {
        this.kind = kind;
        this.rows = rows;
        this.catalog = catalog;
        this.commits = new OffsetCommit(catalog.findOrCreate(kind), catalog.workers(), clock);
        this.upkeep = new TableUpkeep(kind, catalog, settings, clock);
    }

    /** {@code events.enriched} → table {@code events}. The catalog stays the caller's. */
    public static LakeSink events(LakeCatalog catalog, LakeSettings settings, Clock clock) {
        return new LakeSink(LakeTable.EVENTS, EventRow::fill, catalog, settings, clock);
    }

    /** {@code events.failed} → table {@code failed_events}. The catalog stays the caller's. */
    public static LakeSink failedEvents(LakeCatalog catalog, LakeSettings settings, Clock clock) {
        return new LakeSink(
                LakeTable.FAILED_EVENTS, FailedEventRow::fill, catalog, settings, clock);
    }

    @Override
    public Progress open(Set<TopicPartition> assigned) {
        discard();
        table().refresh();
        Progress stored = TableOffsets.of(table()).only(assigned);
        owned.clear();
        assigned.forEach(partition -> owned.put(partition, stored.next().get(partition)));
        keptOut = LakeRewind.keptOut(table());
        upkeep.ownedHere(assigned.stream().anyMatch(partition -> partition.partition() == 0));
        return stored;
    }

    @Override
    public List<FailedEvent> write(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        PendingRows target = target();
        List<Record> filled = new ArrayList<>(records.size());
        List<FailedEvent> failed = new ArrayList<>();
        for (ConsumerRecord<byte[], byte[]> record : records) {
            Record row = target.newRow();
            try {
                rows.fill(row, bytes(record));
                filled.add(row);
            } catch (LaterVersionException e) {
                throw new UpgradeDueException(record.offset(), upgradeDue(partition, e));
            } catch (IllegalArgumentException e) {
                failed.add(Undecodable.failedEvent(record, commits.clock().instant()));
            }
        }
        target.write(filled);
        return List.copyOf(failed);
    }

    private static String upgradeDue(TopicPartition partition, LaterVersionException e) {
        return "%s waits for an upgrade of this exporter: %s"
                .formatted(partition.topic(), e.getMessage());
    }

    private static byte[] bytes(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("a record without a value");
        }
        return record.value();
    }

    private PendingRows target() {
        return pending.updateAndGet(
                begun -> begun == null ? new PendingRows(table(), exclusion()) : begun);
    }

    /** Failed events are kept once at any time, events only after a rewind. */
    private Optional<Exclusion> exclusion() {
        if (kind.equals(LakeTable.FAILED_EVENTS)) {
            return Optional.of(
                    new Exclusion(
                            kind, table(), catalog.workers(), () -> table().currentSnapshot()));
        }
        return keptOut.map(rows -> new Exclusion(kind, table(), catalog.workers(), () -> rows));
    }

    @Override
    public void commit(Progress next) {
        PendingRows rowsOfBatch = pending.get();
        try {
            List<DataFile> written = rowsOfBatch == null ? List.of() : rowsOfBatch.complete();
            boolean moved = next.next().entrySet().stream().anyMatch(entry -> !isOwned(entry));
            if (written.isEmpty() && !moved) {
                return;
            }
            commits.commit(stored -> after(stored, next), () -> append(written));
        } catch (RuntimeException e) {
            if (!(e instanceof CleanableFailure || e instanceof StaleOwnerException)) {
                pending.set(null);
            }
            discard();
            throw e;
        }
        pending.set(null);
        owned.putAll(next.next());
        upkeep.afterCommit();
    }

    private boolean isOwned(Map.Entry<TopicPartition, Long> next) {
        return next.getValue().equals(owned.get(next.getKey()));
    }

    private Progress after(Progress stored, Progress next) {
        for (TopicPartition partition : next.next().keySet()) {
            if (!Objects.equals(stored.next().get(partition), owned.get(partition))) {
                throw new StaleOwnerException(
                        "another owner has %s in %s up to offset %s, this one went on from %s"
                                .formatted(
                                        partition,
                                        kind.name(),
                                        stored.next().get(partition),
                                        owned.get(partition)));
            }
        }
        if (!LakeRewind.keptOut(table()).equals(keptOut)
                && LakeRewind.keptOut(table()).isPresent()) {
            throw new StaleOwnerException(kind.name() + " was rewound meanwhile");
        }
        return stored.with(next);
    }

    private AppendFiles append(List<DataFile> written) {
        AppendFiles append = table().newAppend();
        written.forEach(append::appendFile);
        return append;
    }

    private Table table() {
        return commits.table();
    }

    @Override
    public void discard() {
        PendingRows begun = pending.getAndSet(null);
        if (begun != null) {
            begun.abandon();
        }
    }

    @Override
    public String rewindCommand() {
        return LakeRewind.COMMAND;
    }

    @Override
    public void close() {
        upkeep.close();
        discard();
    }
}
