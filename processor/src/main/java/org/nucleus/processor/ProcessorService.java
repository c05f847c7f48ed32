package org.nucleus.processor;

import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.nucleus.model.Topic;
import org.nucleus.processor.normalise.Normaliser;
import org.nucleus.runtime.Service;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.backlog.BacklogWatch;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.kafka.LogIdentity;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.runtime.sink.CopyId;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Runs {@link ProcessorTopology}: the middle of the house, from received to enriched events. */
public final class ProcessorService implements Service {
    private static final Duration START_WITHIN = Duration.ofMinutes(3);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);

    private final ProcessorSettings settings;
    private final ServiceContext context;
    private final ThreadFailures failures = new ThreadFailures();
    private final BacklogWatch backlog;
    private KafkaStreams streams;
    private Runnable unwatchDisk = () -> {};

    public ProcessorService(ProcessorSettings settings, ServiceContext context) {
        this.settings = settings;
        this.context = context;
        this.backlog =
                new BacklogWatch(settings.applicationId(), Topic.EVENTS_RECEIVED.name(), context);
    }

    /** The job's operators, without running it. */
    static Topology topology(ProcessorSettings settings, ServiceContext context) {
        ProcessorMetrics metrics = new ProcessorMetrics(context.metrics(), context.clock());
        return new ProcessorTopology(
                        new NormaliseStage(Normaliser::normalise, metrics),
                        new DeduplicateStage(settings.deduplicateWindow(), metrics),
                        new PersonStage(settings.instanceWait(), metrics),
                        new InstanceStage(settings.instanceWait(), metrics))
                .get();
    }

    @Override
    public String name() {
        return "processor";
    }

    @Override
    public void start() {
        Topics.ensure(
                context.kafka(),
                List.of(Topic.EVENTS_RECEIVED, Topic.EVENTS_ENRICHED, Topic.EVENTS_FAILED));
        Topics.raiseInternal(context.kafka(), settings.applicationId());
        backlog.start();
        try {
            StoresOfOneLog.require(
                    StreamsProperties.stateDir(context),
                    LogIdentity.read(context.kafka(), Topic.EVENTS_RECEIVED.name()));
            streams =
                    new KafkaStreams(
                            topology(settings, context),
                            StreamsProperties.of(settings, context, CopyId.of(context.dataDir())),
                            new SteadyTime(context.clock()));
            streams.setUncaughtExceptionHandler(failures);
            unwatchDisk = context.disk().onChange(this::hold);
            awaitRunning();
        } catch (KafkaException e) {
            throw new StartFailure("the processor cannot start: " + Failures.reason(e), e);
        }
    }

    /** While the disk is low nothing is read, so that nothing is written. */
    private void hold(boolean low) {
        if (low) {
            streams.pause();
        } else {
            streams.resume();
        }
    }

    private void awaitRunning() {
        CountDownLatch settled = new CountDownLatch(1);
        streams.setStateListener(
                (now, ignored) -> {
                    if (now == KafkaStreams.State.RUNNING || now.hasCompletedShutdown()) {
                        settled.countDown();
                    }
                });
        streams.start();
        try {
            if (!settled.await(START_WITHIN.toSeconds(), TimeUnit.SECONDS)
                    || streams.state().hasCompletedShutdown()) {
                throw new StartFailure(
                        "the processor did not get its partitions within "
                                + START_WITHIN.toSeconds()
                                + " s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while the processor started", e);
        }
    }

    @Override
    public Health check() {
        if (streams == null) {
            return new Health.Down("not started");
        }
        KafkaStreams.State state = streams.state();
        return state == KafkaStreams.State.RUNNING
                ? failures.check().or(backlog.check())
                : new Health.Down("the stream job is " + state);
    }

    @Override
    public void close() {
        unwatchDisk.run();
        failures.close();
        backlog.close();
        if (streams != null) {
            streams.close(CLOSE_WITHIN);
        }
    }
}
