package org.nucleus.collector.pull;

import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.GetRecordsResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.ShardIteratorType;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The requests that reading a stream of Kinesis takes. */
final class Shards implements AutoCloseable {
    private static final int MOST_RECORDS = 1_000;

    private final KinesisClient client;
    private final String stream;

    Shards(KinesisClient client, String stream) {
        this.client = client;
        this.stream = stream;
    }

    /** All shards that still have records. */
    List<Shard> list() {
        List<Shard> shards = new ArrayList<>();
        Optional<String> page = Optional.empty();
        do {
            ListShardsResponse answer = list(page);
            shards.addAll(answer.shards());
            page = Optional.ofNullable(answer.nextToken());
        } while (page.isPresent());
        return shards;
    }

    private ListShardsResponse list(Optional<String> page) {
        return page.isPresent()
                ? client.listShards(request -> request.nextToken(page.get()))
                : client.listShards(request -> request.streamName(stream));
    }

    /**
     * Where to read a shard on.
     *
     * @param after the last record that is on the log; empty for the oldest there is
     */
    String iterator(String shard, Optional<String> after) {
        return client.getShardIterator(
                        request -> {
                            request.streamName(stream).shardId(shard);
                            after.ifPresentOrElse(
                                    position ->
                                            request.shardIteratorType(
                                                            ShardIteratorType.AFTER_SEQUENCE_NUMBER)
                                                    .startingSequenceNumber(position),
                                    () ->
                                            request.shardIteratorType(
                                                    ShardIteratorType.TRIM_HORIZON));
                        })
                .shardIterator();
    }

    GetRecordsResponse records(String iterator) {
        return client.getRecords(request -> request.shardIterator(iterator).limit(MOST_RECORDS));
    }

    @Override
    public void close() {
        client.close();
    }
}
