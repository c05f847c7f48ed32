package org.nucleus.collector.webhook;

/** Reads what the systems of one format send. Pure and safe on many threads. */
public interface WebhookCodec {
    /** What is in {@code delivery}; bad input is an outcome, never thrown. */
    Reading read(Delivery delivery);
}
