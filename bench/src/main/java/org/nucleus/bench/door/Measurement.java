package org.nucleus.bench.door;

import org.nucleus.bench.load.LoadResult;

import java.time.Duration;

/**
 * One side under one kind of load for one measured time.
 *
 * @param side its name
 * @param traffic the load
 * @param load what the load generator saw
 * @param cpu processor time meanwhile
 */
record Measurement(String side, Traffic traffic, LoadResult load, Cpu cpu) {
    /**
     * Processor time while a load lasted, settling included.
     *
     * @param server of the process that is measured, all its threads
     * @param broker of the process with the broker
     * @param generator of the load generator
     */
    record Cpu(Duration server, Duration broker, Duration generator) {
        Duration all() {
            return server.plus(broker).plus(generator);
        }

        Cpu minus(Cpu earlier) {
            return new Cpu(
                    server.minus(earlier.server),
                    broker.minus(earlier.broker),
                    generator.minus(earlier.generator));
        }
    }

    double statementsPerSecond() {
        return load.requestsPerSecond() * traffic.batch();
    }

    /** CPU seconds per million statements; of the same requests that {@link #cpu} is of. */
    double perMillion(Duration time) {
        return time.toNanos() / 1e9 / (load.answered() * traffic.batch()) * 1e6;
    }
}
