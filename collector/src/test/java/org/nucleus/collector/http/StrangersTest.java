package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.collector.Samples;
import org.nucleus.collector.auth.SampleSources;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.runtime.health.Health;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Nothing that somebody without a credential sends leaves anything behind: bytes in flight are
 * given back and the next request is served. {@code -Dfuzz.requests=100000} for as many, {@code
 * -Dfuzz.seed} for others.
 */
final class StrangersTest {
    private static final int REQUESTS = Integer.getInteger("fuzz.requests", 2_000);
    private static final long SEED = Long.getLong("fuzz.seed", 9L);
    private static final int AT_ONCE = 4;

    private final Map<String, Integer> answers = new ConcurrentHashMap<>();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    @Test
    void leaveNothingBehind() throws Exception {
        try (RunningCollector collector = RunningCollector.with(StrangersTest::sources);
                ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                long seed = SEED + i;
                all.add(threads.submit(() -> send(collector, seed)));
            }
            for (Future<?> one : all) {
                one.get();
            }

            assertThat(failures).isEmpty();
            await().untilAsserted(
                            () -> {
                                assertThat(gauge(collector, "inflight.bytes")).isZero();
                                assertThat(gauge(collector, "inflight.unauthenticated.bytes"))
                                        .isZero();
                            });
            assertThat(answers).as("answers by status").containsKeys("400", "401", "413", "415");
            assertThat(collector.service().check()).isEqualTo(Health.UP);
            assertThat(served(collector)).isEqualTo(200);
        }
    }

    private static List<Source> sources(String tenant) {
        return List.of(
                SampleSources.of(tenant, tenant + "-canvas", Format.CANVAS, Scheme.SECRET, "s"),
                SampleSources.of(tenant, tenant + "-bbb", Format.BBB, Scheme.CHECKSUM, "s"),
                SampleSources.of(tenant, tenant + "-jaas", Format.JAAS, Scheme.HMAC, "s"),
                SampleSources.of(tenant, tenant + "-jitsi", Format.JITSI, Scheme.HEADER, "s"),
                SampleSources.of(tenant, tenant + "-json", Format.JSON, Scheme.HEADER, "s"),
                SampleSources.ofPages(
                        tenant + "-page", tenant, Format.XAPI, "https://pages.example.org"));
    }

    private void send(RunningCollector collector, long seed) {
        String tenant = collector.tenant();
        StrangerRequests requests =
                new StrangerRequests(seed, sources(tenant).stream().map(Source::id).toList());
        for (int i = 0; i < REQUESTS / AT_ONCE && failures.size() < 10; i++) {
            try {
                send(collector, requests.next());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void send(RunningCollector collector, StrangerRequests.Attempt attempt) {
        try (RawClient client = new RawClient(collector.service().port())) {
            client.write(attempt.bytes());
            if (attempt.whole()) {
                judge(attempt, client.readHead());
            }
        } catch (UncheckedIOException e) {
            if (attempt.whole() && !isHungUp(e)) {
                failures.add(e + " after " + start(attempt));
            }
        }
    }

    /** A client that is hung up on while it still sends may not get to read its answer. */
    private static boolean isHungUp(UncheckedIOException e) {
        return e.getCause() instanceof java.net.SocketException;
    }

    private void judge(StrangerRequests.Attempt attempt, String head) {
        String status = head.length() < 12 ? "none" : head.substring(9, 12);
        answers.merge(status, 1, Integer::sum);
        if (status.equals("none")
                || status.equals("500")
                || status.startsWith("2") && mayBeTaken(attempt)) {
            failures.add(status + " to " + start(attempt));
        }
    }

    /** What would have been stored; all else that is answered 2xx tells only what there is. */
    private static boolean mayBeTaken(StrangerRequests.Attempt attempt) {
        String start = start(attempt);
        return !start.startsWith("OPTIONS ") && !start.startsWith("GET /xapi/about");
    }

    private static String start(StrangerRequests.Attempt attempt) {
        String text = new String(attempt.bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
        return text.substring(0, Math.min(400, text.length()));
    }

    private static int served(RunningCollector collector) {
        return Http.send(
                        "POST",
                        collector.url("/xapi/statements"),
                        Samples.statement(Samples.id()),
                        "Authorization",
                        collector.basic("xapi"),
                        "Content-Type",
                        "application/json",
                        "X-Experience-API-Version",
                        "1.0.3")
                .statusCode();
    }

    private static double gauge(RunningCollector collector, String name) {
        return collector.metrics().get("nucleus.collector." + name).gauge().value();
    }
}
