package org.nucleus.exporter.lake;

import org.nucleus.model.Topic;
import org.nucleus.runtime.Service;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.runtime.sink.SinkWorker;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** {@code events.enriched} and {@code events.failed} into the lake, a worker for each. */
public final class LakeExporterService implements Service {
    private final LakeSettings settings;
    private final ServiceContext context;
    private final List<SinkWorker> workers = new CopyOnWriteArrayList<>();
    private LakeCatalog catalog;

    public LakeExporterService(LakeSettings settings, ServiceContext context) {
        this.settings = settings;
        this.context = context;
    }

    @Override
    public String name() {
        return "exporter-lake";
    }

    @Override
    public void start() {
        Topics.ensure(context.kafka(), List.of(Topic.EVENTS_ENRICHED, Topic.EVENTS_FAILED));
        try {
            catalog = LakeCatalog.open(settings, context.dataDir());
            add(
                    "lake-events",
                    Topic.EVENTS_ENRICHED,
                    LakeSink.events(catalog, settings, context.clock()));
            add(
                    "lake-failed-events",
                    Topic.EVENTS_FAILED,
                    LakeSink.failedEvents(catalog, settings, context.clock()));
        } catch (RuntimeException e) {
            throw new StartFailure("the lake cannot be opened (lake.*): " + Failures.reason(e), e);
        }
        workers.forEach(SinkWorker::start);
    }

    private void add(String name, Topic topic, LakeSink sink) {
        workers.add(new SinkWorker(name, topic, sink, settings.commit(), context));
    }

    @Override
    public Health check() {
        return workers.stream()
                .map(SinkWorker::check)
                .reduce(Health::or)
                .orElseGet(() -> new Health.Down("not started"));
    }

    @Override
    public void close() {
        workers.forEach(SinkWorker::close);
        workers.clear();
        if (catalog != null) {
            catalog.close();
            catalog = null;
        }
    }
}
