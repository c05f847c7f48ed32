package org.nucleus.bench.door;

import java.time.Duration;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What the report says of one side under one kind of load: the median over all rounds of each
 * figure by itself.
 *
 * @param side its name
 * @param requests a second
 * @param statements a second
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param serverCpu seconds per million statements, of the measured process
 * @param brokerCpu the same of the broker's process
 * @param generatorCpu the same of the load generator's process
 */
record Figures(
        String side,
        double requests,
        double statements,
        double p50,
        double p99,
        double serverCpu,
        double brokerCpu,
        double generatorCpu) {

    static Figures of(String side, List<Measurement> measurements) {
        return new Figures(
                side,
                median(measurements, measured -> measured.load().requestsPerSecond()),
                median(measurements, Measurement::statementsPerSecond),
                median(measurements, measured -> millis(measured.load().p50())),
                median(measurements, measured -> millis(measured.load().p99())),
                median(measurements, measured -> measured.perMillion(measured.cpu().server())),
                median(measurements, measured -> measured.perMillion(measured.cpu().broker())),
                median(measurements, measured -> measured.perMillion(measured.cpu().generator())));
    }

    private static double median(
            List<Measurement> measurements, ToDoubleFunction<Measurement> figure) {
        return Median.of(measurements.stream().mapToDouble(figure).toArray());
    }

    private static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }
}
