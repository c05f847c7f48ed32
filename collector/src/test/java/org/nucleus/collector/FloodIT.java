package org.nucleus.collector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.model.Format;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.ReceivedRecords;
import org.nucleus.testkit.KafkaInJvm;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sixty-four sources at once, one of them flooding. */
@ResourceLock("both cores")
final class FloodIT {
    private static final Logger log = LoggerFactory.getLogger(FloodIT.class);
    private static final int OTHERS = 63;
    private static final int FLOODING_CONNECTIONS = 256;
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration FLOOD = Duration.ofSeconds(5);

    /**
     * @param eventsPerSecond the flooding source's own limit, 0 for none
     */
    @ParameterizedTest
    @ValueSource(ints = {1000, 0})
    void servesTheOtherSourcesWhileOneFloods(int eventsPerSecond) throws Exception {
        try (KafkaInJvm kafka = KafkaInJvm.start();
                RunningCollector collector = RunningCollector.on(kafka);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            register(collector, eventsPerSecond);
            others(collector, threads, QUIET);
            Traffic quiet = others(collector, threads, QUIET);
            List<Future<Traffic>> flood =
                    start(collector, threads, "flood", FLOODING_CONNECTIONS, FLOOD, Duration.ZERO);
            Traffic others = others(collector, threads, FLOOD);
            Traffic flooding = Traffic.join(flood);

            log.warn(
                    "limit {}: others p99 {} us quiet, {} us beside the flood, ratio {}; flood {}",
                    eventsPerSecond,
                    quiet.p99Micros(),
                    others.p99Micros(),
                    (double) others.p99Micros() / quiet.p99Micros(),
                    flooding.answers());
            assertThat(quiet.answers()).containsOnlyKeys(200);
            assertThat(others.answers()).as("answers of the others").containsOnlyKeys(200);
            assertThat(flooding.answers())
                    .as("503 only where the log itself paused")
                    .containsKeys(200, 429)
                    .hasEntrySatisfying(429, refused -> assertThat(refused).isGreaterThan(100));
            assertThat(flooding.sent())
                    .allSatisfy(one -> assertThat(one.retryAfter()).isEqualTo(one.status() != 200));
            List<String> stored = new ArrayList<>(quiet.stored());
            stored.addAll(others.stored());
            stored.addAll(flooding.stored());
            assertThat(times(collector, stored.size()))
                    .containsAllEntriesOf(once(stored))
                    .allSatisfy((id, times) -> assertThat(times).as(id).isEqualTo(1));
        }
    }

    private static void register(RunningCollector collector, int eventsPerSecond) {
        List<Source> sources = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            sources.add(collector.source("o" + i, Format.XAPI, Source.State.ACTIVE));
        }
        sources.add(
                collector
                        .source("flood", Format.XAPI, Source.State.ACTIVE)
                        .under(
                                new SourcePolicy(
                                        Set.of(),
                                        List.of(),
                                        eventsPerSecond,
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        false)));
        collector.put(sources.toArray(Source[]::new));
        await().until(
                        () -> {
                            try (Agent agent = new Agent(collector, "flood")) {
                                return agent.post().status() == 200;
                            }
                        });
    }

    private static Traffic others(
            RunningCollector collector, ExecutorService threads, Duration time) throws Exception {
        List<Future<Traffic>> all = new ArrayList<>();
        for (int i = 0; i < OTHERS; i++) {
            all.addAll(start(collector, threads, "o" + i, 1, time, Duration.ofMillis(50)));
        }
        return Traffic.join(all);
    }

    private static List<Future<Traffic>> start(
            RunningCollector collector,
            ExecutorService threads,
            String source,
            int connections,
            Duration time,
            Duration pause) {
        long end = System.nanoTime() + time.toNanos();
        List<Future<Traffic>> all = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            all.add(threads.submit(() -> Traffic.of(collector, source, end, pause)));
        }
        return all;
    }

    private static Map<String, Integer> once(List<String> ids) {
        Map<String, Integer> once = new HashMap<>();
        ids.forEach(id -> once.put(id, 1));
        return once;
    }

    private static Map<String, Integer> times(RunningCollector collector, int atLeast) {
        Map<String, Integer> times = new HashMap<>();
        for (ConsumerRecord<byte[], byte[]> record :
                collector.log(Topic.EVENTS_RECEIVED, atLeast)) {
            times.merge(
                    ReceivedRecords.toEvent(record.key(), record.headers(), record.value())
                            .eventId(),
                    1,
                    Integer::sum);
        }
        return times;
    }
}
