package org.nucleus.collector.http;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.collector.log.AppendListener;
import org.nucleus.collector.log.AppendOutcome;
import org.nucleus.collector.log.EventLog;

import java.util.List;
import java.util.function.Consumer;

/** Appends for a door, and answers for it where the log does not take the records. */
final class Appends {
    private final EventLog log;

    Appends(EventLog log) {
        this.log = log;
    }

    /** Hears where a record went; on the log's own thread. */
    @FunctionalInterface
    interface Positions {
        Positions UNHEARD = (index, partition, offset) -> {};

        void acknowledged(int index, int partition, long offset);
    }

    /**
     * Appends, then answers on the exchange's event loop: {@code stored} when all is on the log, a
     * problem otherwise. To be called on that event loop.
     */
    void append(
            Exchange exchange,
            List<ProducerRecord<byte[], byte[]>> records,
            Positions positions,
            Consumer<Exchange> stored) {
        if (records.isEmpty()) {
            stored.accept(exchange);
            return;
        }
        Context eventLoop = Vertx.currentContext();
        log.append(
                records,
                new AppendListener() {
                    @Override
                    public void acknowledged(int index, int partition, long offset) {
                        positions.acknowledged(index, partition, offset);
                    }

                    @Override
                    public void done(AppendOutcome outcome) {
                        eventLoop.runOnContext(
                                ignored -> exchange.step(() -> answer(exchange, outcome, stored)));
                    }
                });
    }

    private static void answer(
            Exchange exchange, AppendOutcome outcome, Consumer<Exchange> stored) {
        switch (outcome) {
            case AppendOutcome.Appended ignored -> stored.accept(exchange);
            case AppendOutcome.TooLarge ignored -> exchange.refuse(Problem.recordTooLarge());
            case AppendOutcome.Unavailable ignored -> exchange.refuse(Problem.logUnavailable());
        }
    }
}
