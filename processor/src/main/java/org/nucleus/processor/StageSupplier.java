package org.nucleus.processor;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What Kafka Streams asks of a stage that remembers.
 *
 * @param work makes a new processor for each task
 * @param stores that the processors use
 */
record StageSupplier(
        Supplier<Processor<byte[], Verdict, byte[], Verdict>> work, Set<StoreBuilder<?>> stores)
        implements ProcessorSupplier<byte[], Verdict, byte[], Verdict> {
    StageSupplier {
        Objects.requireNonNull(work, "work is null");
        stores = Set.copyOf(stores);
    }

    @Override
    public Processor<byte[], Verdict, byte[], Verdict> get() {
        return work.get();
    }
}
