package org.nucleus.collector.log;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Counts down the acknowledgements of one append and remembers the first failure. */
final class PendingAppend {
    private static final Logger log = LoggerFactory.getLogger(PendingAppend.class);

    private final AppendListener listener;
    private final Consumer<AppendOutcome> health;
    private final Positions positions;
    private final AtomicInteger outstanding;
    private volatile Throwable failure;

    PendingAppend(int records, AppendListener listener, Consumer<AppendOutcome> health) {
        this.listener = listener;
        this.health = health;
        this.positions = new Positions(records);
        this.outstanding = new AtomicInteger(records);
    }

    Callback forRecord(int index) {
        return (metadata, exception) -> completed(index, metadata, exception);
    }

    void failed(Throwable cause) {
        if (failure == null) {
            failure = cause;
        }
        countDown();
    }

    private void completed(int index, RecordMetadata metadata, Exception exception) {
        if (exception != null) {
            failed(exception);
            return;
        }
        positions.set(index, metadata.partition(), metadata.offset());
        countDown();
    }

    private void countDown() {
        if (outstanding.decrementAndGet() == 0) {
            AppendOutcome outcome = outcome();
            health.accept(outcome);
            tell(outcome);
        }
    }

    /** On the producer's thread, which an error of a listener would end for good. */
    private void tell(AppendOutcome outcome) {
        try {
            listener.done(outcome);
        } catch (Throwable e) {
            log.atError().setCause(e).log("What came of an append was not heard");
        }
    }

    private AppendOutcome outcome() {
        Throwable first = failure;
        if (first == null) {
            return new AppendOutcome.Appended(positions);
        }
        return first instanceof RecordTooLargeException
                ? AppendOutcome.TOO_LARGE
                : new AppendOutcome.Unavailable(first);
    }
}
