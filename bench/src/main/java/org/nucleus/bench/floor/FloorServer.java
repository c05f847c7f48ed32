package org.nucleus.bench.floor;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The least that an HTTP door to the log can do: read the body, append its bytes without headers,
 * answer 204 once they are acknowledged. No authentication, no look at the body.
 */
public final class FloorServer implements AutoCloseable {
    /** Vert.x gives all instances of a verticle the same free port. */
    static final int SHARED_FREE_PORT = -1;

    private static final long OPEN_TIMEOUT = Duration.ofSeconds(10).toNanos();
    private static final long LOOK_AGAIN = Duration.ofMillis(5).toNanos();

    private final Vertx vertx;
    private final Producer<byte[], byte[]> producer;
    private final int port;

    /**
     * What the floor does.
     *
     * @param topic appended to; must be there
     * @param eventLoops threads that serve requests
     * @param recordsInArray 1 to append every body as one record; else a body that is a JSON array
     *     has so many elements of equal length and is cut by counting bytes
     * @param keyed whether every record has a key of its own, so that records go to all partitions
     */
    public record Plan(String topic, int eventLoops, int recordsInArray, boolean keyed) {
        public Plan {
            Objects.requireNonNull(topic, "topic is null");
            if (eventLoops < 1 || recordsInArray < 1) {
                throw new IllegalArgumentException("event loops and records are at least 1");
            }
        }
    }

    private FloorServer(Vertx vertx, Producer<byte[], byte[]> producer, int port) {
        this.vertx = vertx;
        this.producer = producer;
        this.port = port;
    }

    /**
     * Listens on a free port of loopback.
     *
     * @param producerProperties complete: the collector's own
     */
    public static FloorServer start(Plan plan, Map<String, Object> producerProperties) {
        Producer<byte[], byte[]> producer = new KafkaProducer<>(producerProperties);
        lookUp(producer, plan.topic());
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(plan.eventLoops()));
        AtomicInteger port = new AtomicInteger();
        vertx.deployVerticle(
                        () -> new Door(plan, producer, port),
                        new DeploymentOptions().setInstances(plan.eventLoops()))
                .await();
        return new FloorServer(vertx, producer, port.get());
    }

    /** The producer never waits, so its topic has to be known before the first request. */
    private static void lookUp(Producer<byte[], byte[]> producer, String topic) {
        long deadline = System.nanoTime() + OPEN_TIMEOUT;
        while (true) {
            try {
                producer.partitionsFor(topic);
                return;
            } catch (TimeoutException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(LOOK_AGAIN);
            }
        }
    }

    /** Where it listens. */
    public int port() {
        return port;
    }

    @Override
    public void close() {
        vertx.close().await();
        producer.close();
    }
}
