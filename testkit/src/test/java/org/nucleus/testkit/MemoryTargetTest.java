package org.nucleus.testkit;

import org.nucleus.model.Topic;
import org.nucleus.runtime.sink.Sink;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** The contract is tested against the smallest target that keeps it. */
final class MemoryTargetTest implements SinkContract {
    private final MemoryTarget target = new MemoryTarget();

    @Override
    public Sink newSink() {
        return target.newSink();
    }

    @Override
    public List<String> storedIds() {
        return target.rows();
    }

    @Override
    public Topic topic() {
        return new Topic("memory", Topic.Cleanup.DELETE, Duration.ofDays(1));
    }

    @Override
    public byte[] value(String id) {
        return id.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public byte[] unstorableValue() {
        return value(MemoryTarget.UNSTORABLE);
    }

    @Override
    public byte[] laterValue() {
        return MemoryTarget.LATER.getBytes(StandardCharsets.UTF_8);
    }
}
