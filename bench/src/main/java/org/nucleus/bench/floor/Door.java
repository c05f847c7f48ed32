package org.nucleus.bench.floor;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** One event loop's share of the {@link FloorServer}. */
final class Door extends VerticleBase {
    private static final int APPENDED = 204;
    private static final int NOT_APPENDED = 503;

    private final FloorServer.Plan plan;
    private final Producer<byte[], byte[]> producer;
    private final AtomicInteger port;
    private long subjects;

    Door(FloorServer.Plan plan, Producer<byte[], byte[]> producer, AtomicInteger port) {
        this.plan = plan;
        this.producer = producer;
        this.port = port;
    }

    @Override
    public Future<?> start() {
        HttpServer server = vertx.createHttpServer().requestHandler(this::receive);
        return server.listen(FloorServer.SHARED_FREE_PORT, "127.0.0.1")
                .onSuccess(listening -> port.set(listening.actualPort()));
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> append(request, body));
    }

    private void append(HttpServerRequest request, Buffer body) {
        int records = body.length() > 0 && body.getByte(0) == '[' ? plan.recordsInArray() : 1;
        Answer answer = new Answer(request, context, records);
        if (records == 1) {
            send(body.getBytes(), answer);
            return;
        }
        int length = (body.length() - 1) / records - 1;
        for (int i = 0; i < records; i++) {
            int start = 1 + i * (length + 1);
            send(body.getBytes(start, start + length), answer);
        }
    }

    private void send(byte[] value, Answer answer) {
        java.util.concurrent.Future<RecordMetadata> ignored =
                producer.send(new ProducerRecord<>(plan.topic(), key(), value), answer);
    }

    private byte[] key() {
        return plan.keyed() ? ByteBuffer.allocate(Long.BYTES).putLong(subjects++).array() : null;
    }

    /** Answers a request when all of its records are acknowledged. */
    private static final class Answer implements Callback {
        private final HttpServerRequest request;
        private final Context context;
        private final AtomicInteger left;
        private volatile boolean failed;

        Answer(HttpServerRequest request, Context context, int records) {
            this.request = request;
            this.context = context;
            this.left = new AtomicInteger(records);
        }

        @Override
        public void onCompletion(RecordMetadata metadata, Exception failure) {
            if (failure != null) {
                failed = true;
            }
            if (left.decrementAndGet() == 0) {
                context.runOnContext(ignored -> end());
            }
        }

        private void end() {
            Future<Void> ignored =
                    request.response().setStatusCode(failed ? NOT_APPENDED : APPENDED).end();
        }
    }
}
