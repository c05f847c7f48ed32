package org.nucleus.bench.load;

import org.nucleus.model.Format;

import java.time.Duration;

/** Small plans for the load generator's own tests. */
final class Plans {
    static final String PREFIX = "5eed0000-0000-4000-8000-";

    private Plans() {}

    static LoadPlan closed(int port, int batch) {
        return plan(port, batch, 0, 0);
    }

    static LoadPlan open(int port, int batch, int statementsPerSecond) {
        return plan(port, batch, statementsPerSecond, 0);
    }

    static LoadPlan of(Format format) {
        return plan(8080, new Sender(format, "bench", "secret"), 1, 0, 0);
    }

    static LoadPlan plan(int port, int batch, int statementsPerSecond, int sampleEvery) {
        Sender sender = new Sender(Format.XAPI, "bench", "secret");
        return plan(port, sender, batch, statementsPerSecond, sampleEvery);
    }

    private static LoadPlan plan(
            int port, Sender sender, int batch, int statementsPerSecond, int sampleEvery) {
        return new LoadPlan(
                port,
                sender,
                PREFIX,
                "2026-11-21T08:30:00.000Z",
                4,
                batch,
                statementsPerSecond,
                sampleEvery,
                Duration.ofMillis(100),
                Duration.ofMillis(400));
    }
}
