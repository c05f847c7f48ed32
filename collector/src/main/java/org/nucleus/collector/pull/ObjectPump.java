package org.nucleus.collector.pull;

import org.nucleus.collector.bulk.BodyPipe;
import org.nucleus.collector.bulk.Received;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Lets the bytes of one object flow into a pipe as fast as they are read there, and asks for the
 * rest where a connection breaks. Used by one thread.
 */
final class ObjectPump {
    private static final Logger log = LoggerFactory.getLogger(ObjectPump.class);
    private static final int BUFFER_BYTES = 64 << 10;
    private static final int MOST_BREAKS = 5;
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Bucket bucket;
    private final StoredObject object;
    private final Semaphore room = new Semaphore(0);
    private final BodyPipe pipe = new BodyPipe(room::release);
    private final CompletableFuture<Received> received = new CompletableFuture<>();
    private long at;

    /**
     * @param from the first byte to send
     */
    ObjectPump(Bucket bucket, StoredObject object, long from) {
        this.bucket = bucket;
        this.object = object;
        this.at = from;
    }

    /** Where the object is to be read. */
    BodyPipe pipe() {
        return pipe;
    }

    /** To be told, once, what came of what was read. */
    void done(Received what) {
        received.complete(what);
    }

    /**
     * Returns when the reader is done.
     *
     * @param goesOn whether the object is still wanted, asked now and then
     * @throws software.amazon.awssdk.core.exception.SdkException when the object cannot be had
     */
    Received run(BooleanSupplier goesOn) {
        try {
            int breaks = 0;
            while (at < object.size() && !received.isDone()) {
                long before = at;
                if (!flow(goesOn)) {
                    pipe.cut();
                    return received.join();
                }
                breaks = at > before ? 0 : breaks + 1;
                if (breaks > MOST_BREAKS) {
                    throw SdkClientException.create("the object cannot be read on");
                }
            }
            pipe.end();
            while (!isDone()) {
                if (!goesOn.getAsBoolean()) {
                    pipe.cut();
                }
            }
            return received.join();
        } catch (RuntimeException | Error e) {
            pipe.cut();
            Received ignored = received.join();
            throw e;
        }
    }

    private boolean isDone() {
        try {
            received.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            pipe.cut();
            return true;
        } catch (ExecutionException | TimeoutException e) {
            return false;
        }
    }

    /** Sends until the connection ends, in whichever way; false when the object is not wanted. */
    private boolean flow(BooleanSupplier goesOn) {
        ResponseInputStream<GetObjectResponse> in = bucket.open(object, at);
        byte[] buffer = new byte[BUFFER_BYTES];
        boolean whole = false;
        try {
            int read = in.read(buffer);
            while (read >= 0) {
                at += read;
                boolean more = pipe.offer(Arrays.copyOf(buffer, read));
                if (!goesOn.getAsBoolean() || (!more && !awaitRoom(goesOn))) {
                    return false;
                }
                if (received.isDone()) {
                    return true;
                }
                read = in.read(buffer);
            }
            whole = true;
            in.close();
            return true;
        } catch (IOException e) {
            log.atInfo()
                    .addKeyValue("object", object.id())
                    .addKeyValue("offset", at)
                    .log("Connection to an object broke, the rest is asked for");
            return goesOn.getAsBoolean();
        } finally {
            if (!whole) {
                in.abort();
            }
        }
    }

    private boolean awaitRoom(BooleanSupplier goesOn) {
        try {
            while (!room.tryAcquire(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                if (received.isDone()) {
                    return true;
                }
                if (!goesOn.getAsBoolean()) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
