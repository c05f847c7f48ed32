package org.nucleus.runtime.sink;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.Topic;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.backlog.BacklogWatch;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.FailedEvents;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The one way out of the log: reads a topic, feeds a {@link Sink}, commits by time, rows or bytes,
 * and tries again for ever. What is stored decides where reading begins, so with a sink that keeps
 * its promise every record is stored once, through crashes and rebalances.
 */
public final class SinkWorker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SinkWorker.class);
    private static final int MOST_RECORDS = 5_000;
    private static final Duration FINISH_WITHIN = Duration.ofSeconds(5);
    private static final Duration GIVE_UP_WITHIN = Duration.ofSeconds(1);

    /** A static member does not leave, and the farewell would wait behind the fetch under way. */
    private static final CloseOptions AT_ONCE = CloseOptions.timeout(Duration.ZERO);

    private final String name;
    private final Topic topic;
    private final Sink sink;
    private final SinkSettings settings;
    private final ServiceContext context;
    private final SinkMetrics metrics;
    private final SinkState state;
    private final BacklogWatch backlog;
    private final CountDownLatch closing = new CountDownLatch(1);
    private Thread thread;

    /**
     * @param name names the sink in health, metrics and the consumer group {@code sink-<name>}
     * @param sink closed with this worker
     */
    public SinkWorker(
            String name, Topic topic, Sink sink, SinkSettings settings, ServiceContext context) {
        this.name = name;
        this.topic = topic;
        this.sink = sink;
        this.settings = settings;
        this.context = context;
        this.metrics = new SinkMetrics(context.metrics(), name, topic.name());
        this.state = new SinkState(name, metrics);
        this.backlog = new BacklogWatch(group(name), topic.name(), context);
    }

    /**
     * Starts the loop's thread; {@link #check} is Down until the sink has been opened.
     *
     * @throws StartFailure when the data folder cannot be used
     */
    public void start() {
        String copy = CopyId.of(context.dataDir());
        thread = Thread.ofPlatform().name("sink-" + name).daemon().start(() -> run(copy));
        backlog.start();
    }

    private static String group(String name) {
        return "sink-" + name;
    }

    /**
     * Down with the last failure's reason until a batch is stored or nothing is left to store;
     * degraded where a partition waits for an upgrade, and while records wait for too long,
     * whichever copy they are for.
     */
    public Health check() {
        return state.check().or(backlog.check());
    }

    /** Commits what is written, at most 5 s, then leaves; what was not committed comes again. */
    @Override
    public void close() {
        closing.countDown();
        backlog.close();
        if (thread == null) {
            sink.close();
            return;
        }
        try {
            if (!thread.join(FINISH_WITHIN)) {
                log.atWarn().addKeyValue("sink", name).log("Commit cut short to close");
                thread.interrupt();
                thread.join(GIVE_UP_WITHIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run(String copy) {
        try (sink) {
            while (!isClosing()) {
                runOnce(copy);
            }
        } catch (RuntimeException | Error e) {
            log.atError().addKeyValue("sink", name).setCause(e).log("Sink stopped");
            state.down("stopped by a defect");
        }
    }

    /** One consumer's life; where it cannot go on, a new one begins from what is stored. */
    private void runOnce(String copy) {
        try (FailedEvents failedEvents = new FailedEvents(context.kafka())) {
            Outlet outlet = new Outlet(sink, new Batch(settings), refusals(failedEvents), metrics);
            KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(consumerProperties(copy));
            try {
                SinkLoop.Guards guards = new SinkLoop.Guards(logCheck(), context.disk());
                new SinkLoop(consumer, outlet, state, guards).run(topic.name(), this::isClosing);
            } finally {
                consumer.close(AT_ONCE);
            }
        } catch (RuntimeException e) {
            pause(state.failed(e));
        }
    }

    private LogCheck logCheck() {
        return new LogCheck(context.kafka(), topic.name(), sink.rewindCommand());
    }

    /** What the sink of {@code events.failed} itself refuses must not come round again. */
    private Consumer<List<FailedEvent>> refusals(FailedEvents failedEvents) {
        if (!topic.equals(Topic.EVENTS_FAILED)) {
            return failedEvents::append;
        }
        return refused ->
                log.atError()
                        .addKeyValue("sink", name)
                        .addKeyValue("refused", refused.size())
                        .log("Failed events cannot be stored");
    }

    private Map<String, Object> consumerProperties(String copy) {
        Map<String, Object> properties = Clients.consumerProperties(context.kafka());
        properties.put(ConsumerConfig.GROUP_ID_CONFIG, group(name));
        properties.put(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, name + "-" + copy);
        properties.put(ConsumerConfig.CLIENT_ID_CONFIG, "sink-" + name);
        properties.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        properties.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        properties.put(
                ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                Math.min(MOST_RECORDS, settings.commitRows()));
        properties.putIfAbsent(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, 10_000);
        properties.putIfAbsent(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, 3_000);
        return properties;
    }

    private boolean isClosing() {
        return closing.getCount() == 0 || Thread.currentThread().isInterrupted();
    }

    private void pause(Duration pause) {
        try {
            if (closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                log.atDebug().addKeyValue("sink", name).log("Closed while waiting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
