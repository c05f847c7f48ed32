package org.nucleus.collector.bulk;

import org.nucleus.collector.log.AppendOutcome;
import org.nucleus.collector.log.EventLog;
import org.nucleus.collector.log.Position;
import org.nucleus.collector.log.Positions;
import org.nucleus.model.Topic;
import org.nucleus.model.Upload;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * Appends chunks, a bounded number of bytes of them at a time, and tells in order how far the
 * upload is settled. After a failure nothing more is appended or settled.
 */
final class Window {
    /** Most bytes of payload in flight, but for one chunk that may reach beyond. */
    static final long MOST_BYTES = 1 << 20;

    private final EventLog log;
    private final Consumer<Upload> settled;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Pending> pending = new ArrayDeque<>();
    private Optional<Upload.Span> failures;
    private Optional<AppendOutcome> failure = Optional.empty();
    private long bytes;
    private int outstanding;

    private static final class Pending {
        private final Chunk chunk;
        private boolean done;

        private Pending(Chunk chunk) {
            this.chunk = chunk;
        }
    }

    /**
     * @param failures where earlier rejections of the upload are
     * @param settled hears each step, in order; on the log's thread, so it must be quick
     */
    Window(EventLog log, Optional<Upload.Span> failures, Consumer<Upload> settled) {
        this.log = log;
        this.failures = failures;
        this.settled = settled;
    }

    /** Appends once there is room; false, without appending, after a failure. */
    boolean append(Chunk chunk) {
        Pending next = new Pending(chunk);
        lock.lock();
        try {
            while (bytes >= MOST_BYTES && failure.isEmpty()) {
                changed.awaitUninterruptibly();
            }
            if (failure.isPresent()) {
                return false;
            }
            pending.add(next);
            bytes += chunk.bytes();
            outstanding++;
        } finally {
            lock.unlock();
        }
        if (chunk.records().isEmpty()) {
            finished(next, new AppendOutcome.Appended(Positions.NONE));
        } else {
            log.append(chunk.records(), outcome -> finished(next, outcome));
        }
        return true;
    }

    /** Waits until nothing is in flight; the first failure, if there was one. */
    Optional<AppendOutcome> drain() {
        lock.lock();
        try {
            while (outstanding > 0) {
                changed.awaitUninterruptibly();
            }
            return failure;
        } finally {
            lock.unlock();
        }
    }

    /** Widens the span of failures by those of a chunk; all have one key, so one partition. */
    private void reach(Chunk chunk, Positions positions) {
        for (int i = 0; i < chunk.records().size(); i++) {
            if (chunk.records().get(i).topic().equals(Topic.EVENTS_FAILED.name())) {
                Position at = positions.of(i);
                failures =
                        Optional.of(
                                failures.map(span -> span.with(at.offset()))
                                        .orElse(
                                                new Upload.Span(
                                                        at.partition(), at.offset(), at.offset())));
            }
        }
    }

    private void finished(Pending chunk, AppendOutcome outcome) {
        lock.lock();
        try {
            switch (outcome) {
                case AppendOutcome.Appended appended -> {
                    reach(chunk.chunk, appended.positions());
                    chunk.done = true;
                    settle();
                }
                case AppendOutcome.TooLarge ignored -> fail(outcome);
                case AppendOutcome.Unavailable ignored -> fail(outcome);
            }
        } catch (RuntimeException | Error e) {
            fail(new AppendOutcome.Unavailable(e));
            throw e;
        } finally {
            bytes -= chunk.chunk.bytes();
            outstanding--;
            changed.signalAll();
            lock.unlock();
        }
    }

    private void fail(AppendOutcome outcome) {
        failure = failure.or(() -> Optional.of(outcome));
    }

    private void settle() {
        while (!pending.isEmpty() && pending.peek().done) {
            settled.accept(pending.poll().chunk.after().at(failures));
        }
    }
}
