package org.nucleus.exporter.lake;

import org.apache.iceberg.util.ThreadPools;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.runtime.sink.Progress;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A process for {@link LakeSinkStoppedIT}: has rows that are written and not committed, and commits
 * them when it is stopped, once Iceberg's own pool has ended.
 */
final class CommitsOnSigterm {
    private CommitsOnSigterm() {}

    public static void main(String[] args) throws Exception {
        TopicPartition partition = Samples.partition(0);
        Path dataDir = Path.of(args[0]);
        LakeCatalog catalog = LakeCatalog.open(Samples.settings(), dataDir);
        LakeSink sink = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
        sink.open(Set.of(partition));
        sink.write(partition, Samples.records(partition, 0, 5));
        sink.commit(Progress.of(Map.of(partition, 5L)));
        sink.write(partition, Samples.records(partition, 5, 5));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> commit(sink, partition)));
        Files.createFile(dataDir.resolve("ready"));
        new CountDownLatch(1).await();
    }

    private static void commit(LakeSink sink, TopicPartition partition) {
        try {
            if (!ThreadPools.getWorkerPool().awaitTermination(5, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Iceberg's pool has not ended");
            }
            sink.commit(Progress.of(Map.of(partition, 10L)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
