package org.nucleus.exporter.lake;

import org.apache.kafka.common.TopicPartition;
import org.nucleus.runtime.sink.Progress;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Set;

/** A process for {@link LakeSinkKilledIT}: goes on from the stored offset up to the last one. */
final class WritesUntilKilled {
    private WritesUntilKilled() {}

    public static void main(String[] args) {
        long last = Long.parseLong(args[1]);
        TopicPartition partition = Samples.partition(0);
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), Path.of(args[0]));
                LakeSink sink = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC())) {
            long next = sink.open(Set.of(partition)).next().getOrDefault(partition, 0L);
            while (next < last) {
                sink.write(partition, Samples.records(partition, next, 5));
                sink.write(partition, Samples.records(partition, next + 5, 5));
                next += 10;
                sink.commit(Progress.of(Map.of(partition, next)));
            }
        }
    }
}
