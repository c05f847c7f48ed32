package org.nucleus.runtime.sink;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.nucleus.model.FailedEvent;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A sink that fails as real targets do: before a write, before a commit, and after a commit that
 * came through; and that can be killed, after which it reaches its target no more.
 */
final class FaultySink implements Sink {
    private final Sink sink;
    private final Random random;
    private final double faults;
    private final AtomicInteger failures = new AtomicInteger();
    private volatile String broken;

    FaultySink(Sink sink, long seed, double faults) {
        this.sink = sink;
        this.random = new Random(seed);
        this.faults = faults;
    }

    /** From now on every call fails with this reason; null mends it. */
    void breakDown(String reason) {
        broken = reason;
    }

    int failures() {
        return failures.get();
    }

    @Override
    public Progress open(Set<TopicPartition> assigned) {
        fail("open");
        return sink.open(assigned);
    }

    @Override
    public List<FailedEvent> write(
            TopicPartition partition, List<ConsumerRecord<byte[], byte[]>> records) {
        fail("write");
        return sink.write(partition, records);
    }

    @Override
    public void commit(Progress next) {
        fail("before commit");
        sink.commit(next);
        fail("after commit");
    }

    @Override
    public void discard() {
        sink.discard();
    }

    @Override
    public String rewindCommand() {
        return sink.rewindCommand();
    }

    @Override
    public void close() {
        sink.close();
    }

    private void fail(String where) {
        if (broken != null) {
            failures.incrementAndGet();
            throw new IllegalStateException(broken);
        }
        synchronized (random) {
            if (random.nextDouble() < faults) {
                failures.incrementAndGet();
                throw new IllegalStateException("injected " + where);
            }
        }
    }
}
