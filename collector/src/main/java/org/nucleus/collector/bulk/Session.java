package org.nucleus.collector.bulk;

import org.nucleus.collector.log.EventLog;
import org.nucleus.model.Upload;

import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One upload while a body of it is read. */
final class Session {
    private static final long SAVE_EVERY_BYTES = 16L << 20;
    private static final long SAVE_EVERY_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final BodyPipe body;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile Upload settled;
    private long savedOffset;
    private long savedNanos;
    private Ingest ingest;

    Session(BodyPipe body) {
        this.body = body;
    }

    /** How far the upload is settled; null until it has begun. */
    Upload settled() {
        return settled;
    }

    void cut() {
        body.cut();
    }

    void ended() {
        ended.countDown();
    }

    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /**
     * Reads the body.
     *
     * @param save keeps a state on the log, now and then; must not wait
     */
    End run(Upload from, BulkRequest request, EventLog log, Clock clock, Consumer<Upload> save) {
        settled = from;
        saved(from);
        Window window =
                new Window(
                        log,
                        from.failures(),
                        now -> {
                            request.heard()
                                    .settled(
                                            now.counts().accepted() - settled.counts().accepted(),
                                            now.counts().rejected() - settled.counts().rejected());
                            settled = now;
                            if (isDue(now)) {
                                saved(now);
                                save.accept(now);
                            }
                        });
        ingest = new Ingest(from, request, body, window, clock);
        return ingest.run();
    }

    /** Nanoseconds since the body had been read; to be asked after {@link #run}. */
    long sinceRead() {
        return System.nanoTime() - ingest.readNanos();
    }

    private boolean isDue(Upload now) {
        return now.mark().offset() - savedOffset > SAVE_EVERY_BYTES
                || System.nanoTime() - savedNanos > SAVE_EVERY_NANOS;
    }

    private void saved(Upload now) {
        savedOffset = now.mark().offset();
        savedNanos = System.nanoTime();
    }
}
