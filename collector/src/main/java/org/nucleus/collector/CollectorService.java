package org.nucleus.collector;

import org.nucleus.collector.auth.Guards;
import org.nucleus.collector.auth.HttpFetch;
import org.nucleus.collector.auth.SourceIndex;
import org.nucleus.collector.auth.WebhookSources;
import org.nucleus.collector.bulk.ErrorReport;
import org.nucleus.collector.bulk.Uploads;
import org.nucleus.collector.http.CollectorParts;
import org.nucleus.collector.http.CollectorServer;
import org.nucleus.collector.http.SourceFiles;
import org.nucleus.collector.http.WebhookCodecs;
import org.nucleus.collector.log.EventLog;
import org.nucleus.collector.log.ReadBacks;
import org.nucleus.collector.log.RecentIds;
import org.nucleus.collector.pace.SourceRates;
import org.nucleus.collector.pull.PresignedUploads;
import org.nucleus.collector.pull.PullParts;
import org.nucleus.collector.pull.Pulls;
import org.nucleus.collector.pull.UploadSettings;
import org.nucleus.collector.spool.Spool;
import org.nucleus.model.Checkpoint;
import org.nucleus.model.CheckpointCodec;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.Topic;
import org.nucleus.model.Upload;
import org.nucleus.model.UploadCodec;
import org.nucleus.runtime.Service;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.TopicView;
import org.nucleus.runtime.kafka.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Optional;

/**
 * The collector as a service: takes what agents send by HTTP and fetches what waits in queues and
 * streams, and is done with it once it is on the log. Any number of copies may run on one log.
 */
public final class CollectorService implements Service {
    private static final Logger log = LoggerFactory.getLogger(CollectorService.class);

    private final CollectorSettings settings;
    private final ServiceContext context;
    private final HttpFetch fetch = new HttpFetch();
    private final Guards guards;
    private final SourceRates rates;
    private volatile SourceIndex sourceIndex;
    private volatile WebhookSources webhookSources;
    private TopicView<Source> sources;
    private EventLog eventLog;
    private Spool spool;
    private ReadBacks readBacks;
    private TopicView<Upload> uploadStates;
    private Uploads uploads;
    private Optional<PresignedUploads> presigned = Optional.empty();
    private CollectorServer server;
    private TopicView<Checkpoint> checkpoints;
    private Pulls pulls;

    public CollectorService(CollectorSettings settings, ServiceContext context) {
        this.settings = settings;
        this.context = context;
        this.guards =
                new Guards(
                        settings.webhook(),
                        context.nodeKey(),
                        new Guards.Fetches(fetch, fetch.within(context.outbound())),
                        context.clock());
        this.rates = new SourceRates(settings.http().source().eventsPerSecond());
        this.sourceIndex = SourceIndex.of(List.of(), context.clock());
        this.webhookSources = guards.of(List.of());
    }

    @Override
    public String name() {
        return "collector";
    }

    @Override
    public void start() {
        Topics.ensure(
                context.kafka(),
                List.of(
                        Topic.EVENTS_RECEIVED,
                        Topic.EVENTS_FAILED,
                        Topic.CONFIG_SOURCES,
                        Topic.OPS_UPLOADS,
                        Topic.OPS_CHECKPOINTS));
        sources = TopicView.open(context.kafka(), Topic.CONFIG_SOURCES, SourceCodec::decode);
        sources.onChange(
                now -> {
                    sourceIndex = SourceIndex.of(now.values(), context.clock());
                    webhookSources = guards.of(now.values());
                });
        eventLog =
                EventLog.open(
                        context.kafka(),
                        settings.append(),
                        settings.http().inflightMaxBytes(),
                        context.disk());
        spool =
                Spool.open(
                        context.dataDir().resolve("spool"),
                        settings.spool(),
                        eventLog,
                        new Spool.Surroundings(
                                this::isPaused,
                                context.metrics(),
                                context.clock(),
                                context.disk()));
        readBacks = new ReadBacks(context.kafka());
        uploadStates = TopicView.open(context.kafka(), Topic.OPS_UPLOADS, UploadCodec::decode);
        uploads = new Uploads(uploadStates::entries, eventLog, context.clock());
        presigned =
                Optional.of(settings.uploads())
                        .filter(UploadSettings::isSet)
                        .map(PresignedUploads::open);
        server =
                new CollectorServer(
                        settings.http(),
                        new CollectorParts(
                                () -> sourceIndex,
                                () -> webhookSources,
                                eventLog,
                                spool,
                                new RecentIds(settings.xapiRecentIds()),
                                readBacks,
                                new CollectorParts.Bulk(
                                        uploads,
                                        new ErrorReport(context.kafka()),
                                        presigned.map(store -> store)),
                                rates,
                                context.metrics(),
                                context.clock()));
        server.start();
        log.atInfo().addKeyValue("port", server.port()).log("Collector listens");
        pull();
    }

    private boolean isPaused(String source) {
        return sourceIndex
                .find(source)
                .filter(found -> found.state() == Source.State.PAUSED)
                .isPresent();
    }

    private void pull() {
        if (settings.pull().points().isEmpty() && !settings.uploads().isSet()) {
            return;
        }
        eventLog.know(Topic.OPS_CHECKPOINTS);
        checkpoints =
                TopicView.open(context.kafka(), Topic.OPS_CHECKPOINTS, CheckpointCodec::decode);
        pulls =
                new Pulls(
                        settings.pull(),
                        settings.uploads(),
                        new PullParts(
                                () -> sourceIndex,
                                WebhookCodecs::of,
                                eventLog,
                                settings.append().deliveryTimeout(),
                                checkpoints::entries,
                                rates,
                                new PullParts.Files(
                                        uploads,
                                        source -> SourceFiles.reader(source, Optional.empty()),
                                        SourceFiles.mostLineBytes(
                                                settings.http().requestMaxBytes())),
                                context.metrics(),
                                context.clock()));
        pulls.start();
    }

    /** Where it listens, once started. */
    public int port() {
        return server.port();
    }

    @Override
    public Health check() {
        if (server == null) {
            return new Health.Down("the collector has not started");
        }
        Health doors = server.check();
        for (Health part : List.of(doors, sources.check(), eventLog.check())) {
            if (part instanceof Health.Down) {
                return part;
            }
        }
        return pulls == null || doors instanceof Health.Degraded ? doors : pulls.check();
    }

    @Override
    public void close() {
        if (pulls != null) {
            pulls.close();
        }
        if (uploads != null) {
            uploads.close();
        }
        if (server != null) {
            server.close();
        }
        presigned.ifPresent(PresignedUploads::close);
        if (spool != null) {
            spool.close();
        }
        if (eventLog != null) {
            eventLog.close();
        }
        if (readBacks != null) {
            readBacks.close();
        }
        if (uploadStates != null) {
            uploadStates.close();
        }
        if (checkpoints != null) {
            checkpoints.close();
        }
        if (sources != null) {
            sources.close();
        }
        fetch.close();
    }
}
