package org.nucleus.collector.pull;

import org.nucleus.model.Checkpoint;

import software.amazon.awssdk.services.kinesis.model.ExpiredIteratorException;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a data stream of Kinesis, shard after shard, one batch of each in turn, and remembers how
 * far once the log has the batch. Children of a split or a merge are read after their parents. A
 * record that is read twice has the same event ids twice.
 */
final class KinesisPuller implements Puller {
    /** AWS answers five reads a second and shard. */
    private static final Duration REST = Duration.ofMillis(200);

    private static final Duration REST_WHEN_EMPTY = Duration.ofMillis(800);
    private static final Duration LIST_EVERY = Duration.ofSeconds(60);

    private final Shards shards;
    private final Checkpoints checkpoints;
    private final Intake intake;
    private final PullMeters meters;
    private final Map<String, String> iterators = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private List<Shard> listed = List.of();
    private long listedNanos;
    private boolean listAgain = true;

    KinesisPuller(Shards shards, Checkpoints checkpoints, Intake intake, PullMeters meters) {
        this.shards = shards;
        this.checkpoints = checkpoints;
        this.intake = intake;
        this.meters = meters;
    }

    @Override
    public Duration step(Admission.Open from) {
        listIfDue();
        boolean any = false;
        Duration behind = Duration.ZERO;
        for (String shard : ShardPlan.readable(listed, this::isFinished)) {
            if (!intake.admission().equals(from)) {
                return REST;
            }
            Optional<GetRecordsResponse> batch = batch(shard);
            if (batch.isPresent() && take(from, shard, batch.get())) {
                any |= batch.get().hasRecords() && !batch.get().records().isEmpty();
                behind = longer(behind, batch.get().millisBehindLatest());
            }
        }
        meters.behind(behind);
        return any ? REST : REST_WHEN_EMPTY;
    }

    private void listIfDue() {
        if (listAgain || System.nanoTime() - listedNanos > LIST_EVERY.toNanos()) {
            listed = shards.list();
            listedNanos = System.nanoTime();
            listAgain = false;
            keys.clear();
            listed.forEach(shard -> keys.put(shard.shardId(), key(shard)));
            checkpoints.retain(Set.copyOf(keys.values()));
        }
    }

    /** A stream that was made again has the same shards, and they begin elsewhere. */
    private static String key(Shard shard) {
        return shard.shardId() + "@" + shard.sequenceNumberRange().startingSequenceNumber();
    }

    private boolean isFinished(String shard) {
        return checkpoints.find(keys.get(shard)).map(Checkpoint::finished).orElse(false);
    }

    /** The next records of a shard; empty when the way to them must be looked up again. */
    private Optional<GetRecordsResponse> batch(String shard) {
        String iterator = iterators.remove(shard);
        try {
            return Optional.of(
                    shards.records(
                            iterator == null ? shards.iterator(shard, position(shard)) : iterator));
        } catch (ExpiredIteratorException e) {
            return Optional.empty();
        } catch (ResourceNotFoundException e) {
            listAgain = true;
            throw e;
        }
    }

    /** False, and the records come again, when the source or the process stops. */
    private boolean take(Admission.Open from, String shard, GetRecordsResponse batch) {
        List<Record> records = batch.records();
        if (!records.isEmpty()) {
            List<byte[]> bodies =
                    records.stream().map(record -> record.data().asByteArrayUnsafe()).toList();
            if (!intake.take(from, bodies, rest -> {})) {
                return false;
            }
        }
        boolean finished = batch.nextShardIterator() == null;
        if (finished) {
            listAgain = true;
        } else {
            iterators.put(shard, batch.nextShardIterator());
        }
        if (finished || !records.isEmpty()) {
            Optional<String> position =
                    records.isEmpty()
                            ? position(shard)
                            : Optional.of(records.getLast().sequenceNumber());
            checkpoints.keep(keys.get(shard), position, finished);
        }
        return true;
    }

    private Optional<String> position(String shard) {
        return checkpoints.find(keys.get(shard)).flatMap(Checkpoint::position);
    }

    private static Duration longer(Duration one, Long millis) {
        Duration other = Duration.ofMillis(millis == null ? 0 : millis);
        return one.compareTo(other) < 0 ? other : one;
    }

    @Override
    public void close() {
        shards.close();
    }
}
