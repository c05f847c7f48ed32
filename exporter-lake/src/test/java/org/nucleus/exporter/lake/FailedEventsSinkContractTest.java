package org.nucleus.exporter.lake;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Topic;
import org.nucleus.runtime.sink.Sink;
import org.nucleus.testkit.Events;
import org.nucleus.testkit.SinkContract;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

final class FailedEventsSinkContractTest implements SinkContract {
    @TempDir Path dataDir;
    private LakeCatalog catalog;

    @BeforeEach
    void open() {
        catalog = LakeCatalog.open(Samples.settings(), dataDir);
        catalog.findOrCreate(LakeTable.FAILED_EVENTS);
    }

    @AfterEach
    void close() {
        catalog.close();
    }

    @Override
    public Sink newSink() {
        return LakeSink.failedEvents(catalog, Samples.settings(), Clock.systemUTC());
    }

    @Override
    public List<String> storedIds() {
        return TableReader.column(catalog, LakeTable.FAILED_EVENTS, "failed_id");
    }

    @Override
    public Topic topic() {
        return Topic.EVENTS_FAILED;
    }

    @Override
    public byte[] value(String id) {
        return FailedEventCodec.encode(Events.failedEvent(id));
    }

    @Override
    public byte[] unstorableValue() {
        return new byte[] {1, 2, 3};
    }

    @Override
    public byte[] laterValue() {
        return new String(value("a"), StandardCharsets.UTF_8)
                .replace("INVALID", "INVENTED")
                .getBytes(StandardCharsets.UTF_8);
    }
}
