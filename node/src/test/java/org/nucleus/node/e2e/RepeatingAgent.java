package org.nucleus.node.e2e;

import org.nucleus.node.firstrun.Credentials;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/** Four connections that post statements in batches, each batch again until it is answered 2xx. */
final class RepeatingAgent implements AutoCloseable {
    private static final int CONNECTIONS = 4;
    private static final int LARGEST_BATCH = 25;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final URI address;
    private final String authorization;
    private final Queue<List<UUID>> batches = new ConcurrentLinkedQueue<>();
    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final List<Thread> threads = new ArrayList<>();
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(2))
                    .build();
    private volatile AssertionError refusal;

    RepeatingAgent(int port, Credentials.SourceSecret source, long seed, int statements) {
        this.address = URI.create("http://127.0.0.1:" + port + "/xapi/statements");
        this.authorization =
                "Basic "
                        + Base64.getEncoder()
                                .encodeToString(
                                        (source.id() + ":" + source.secret())
                                                .getBytes(StandardCharsets.UTF_8));
        Random random = new Random(seed);
        for (int left = statements; left > 0; ) {
            int size = Math.min(left, 1 + random.nextInt(LARGEST_BATCH));
            List<UUID> batch = new ArrayList<>();
            for (int i = 0; i < size; i++) {
                batch.add(version4(random));
            }
            batches.add(batch);
            left -= size;
        }
    }

    private static UUID version4(Random random) {
        long high = (random.nextLong() & ~0xF000L) | 0x4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    void start() {
        for (int i = 0; i < CONNECTIONS; i++) {
            threads.add(Thread.ofPlatform().name("agent-" + i).start(this::post));
        }
    }

    Set<String> answered() {
        return answered;
    }

    /** Waits until so many statements were answered 2xx, or one was refused. */
    void awaitAnswered(int count) {
        long deadline = System.nanoTime() + Duration.ofSeconds(120).toNanos();
        while (answered.size() < count) {
            if (refusal != null) {
                throw refusal;
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(answered.size() + " of " + count + " were answered");
            }
            LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
        }
    }

    private void post() {
        for (List<UUID> batch = batches.poll(); batch != null; batch = batches.poll()) {
            while (!isAnswered(batch)) {
                LockSupport.parkNanos(PAUSE.toNanos());
                if (refusal != null || Thread.currentThread().isInterrupted()) {
                    return;
                }
            }
            batch.forEach(id -> answered.add(id.toString()));
        }
    }

    private boolean isAnswered(List<UUID> batch) {
        try {
            HttpResponse<String> response =
                    client.send(
                            HttpRequest.newBuilder(address)
                                    .timeout(Duration.ofSeconds(20))
                                    .header("Authorization", authorization)
                                    .header("X-Experience-API-Version", "1.0.3")
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(json(batch)))
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() / 100 == 4) {
                refusal = new AssertionError(response.statusCode() + " " + response.body());
            }
            return response.statusCode() / 100 == 2;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static String json(List<UUID> batch) {
        return batch.stream()
                .map(
                        id ->
                                """
                                {"id":"%s","actor":{"mbox":"mailto:p%d@school.example"},\
                                "verb":{"id":"http://adlnet.gov/expapi/verbs/experienced"},\
                                "object":{"id":"https://school.example/pages/%d"},\
                                "timestamp":"2026-11-02T09:00:00Z"}\
                                """
                                        .formatted(
                                                id,
                                                Math.floorMod(id.hashCode(), 97),
                                                Math.floorMod(id.hashCode(), 11)))
                .collect(Collectors.joining(",", "[", "]"));
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
        client.shutdownNow();
    }
}
