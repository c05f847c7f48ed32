package org.nucleus.bench;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.util.concurrent.Callable;

/** {@code ./nucleus bench jmh}: what the pure steps cost, one thread, microseconds each. */
@Command(
        name = "jmh",
        description = "What validating and coding one event costs, in µs.",
        mixinStandardHelpOptions = true)
final class JmhCommand implements Callable<Integer> {
    @Parameters(
            index = "0",
            arity = "0..1",
            defaultValue = ".*",
            description = "Regular expression over class and method; all by default.")
    private String pattern;

    @Option(
            names = "--forks",
            defaultValue = "2",
            description = "JVMs, one after another; 0 runs in this one.")
    private int forks;

    @Option(
            names = "--seconds",
            defaultValue = "1",
            description = "Of each of 5 warm-ups and 5 measurements.")
    private int seconds;

    @Option(names = "--gc", description = "Also tells the bytes allocated per operation.")
    private boolean gc;

    @Override
    public Integer call() throws RunnerException {
        TimeValue time = TimeValue.seconds(seconds);
        ChainedOptionsBuilder options =
                new OptionsBuilder()
                        .include("org\\.nucleus\\.bench\\.jmh\\..*" + pattern)
                        .forks(forks)
                        .warmupIterations(5)
                        .warmupTime(time)
                        .measurementIterations(5)
                        .measurementTime(time);
        if (gc) {
            options.addProfiler(GCProfiler.class);
        }
        new Runner(options.build()).run();
        return 0;
    }
}
