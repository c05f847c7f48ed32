package org.nucleus.bench.door;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.nucleus.bench.fork.ParentLine;
import org.nucleus.collector.CollectorService;
import org.nucleus.runtime.ServiceContext;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;

/** The collector's process, as {@code run collector} makes it: says its port and serves. */
final class CollectorMain {
    private CollectorMain() {}

    /** Arguments: the data folder, then {@code key=value} settings. */
    public static void main(String[] arguments) {
        ParentLine parent = new ParentLine(System.in, System.out);
        DoorSettings settings =
                DoorSettings.parse(Arrays.copyOfRange(arguments, 1, arguments.length));
        ServiceContext context =
                new ServiceContext(
                        settings.kafka(),
                        Path.of(arguments[0]),
                        new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                        Clock.systemUTC());
        try (CollectorService collector = new CollectorService(settings.collector(), context)) {
            collector.start();
            parent.tell(Integer.toString(collector.port()));
            parent.awaitEnd();
        }
    }
}
