package org.nucleus.collector.pull;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.nucleus.collector.CollectorService;
import org.nucleus.collector.CollectorSettings;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.settings.SettingsLoader;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A collector in a process of its own, to be killed. */
final class ForkedCollector implements AutoCloseable {
    private final Process process;

    private ForkedCollector(Process process) {
        this.process = process;
    }

    /** Starts one on a cluster. */
    static ForkedCollector start(String bootstrap, Map<String, String> settings)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(
                List.of(
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-Daws.accessKeyId=any",
                        "-Daws.secretAccessKey=any",
                        "-Daws.cborEnabled=false",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ForkedCollector.class.getName(),
                        bootstrap));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        return new ForkedCollector(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(
                                Redirect.appendTo(
                                        Path.of("target", "forked-collector.log").toFile()))
                        .start());
    }

    /** As {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Serves until its standard input ends. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> given = new HashMap<>(Map.of("collector.http.port", "0"));
        for (String setting : List.of(arguments).subList(1, arguments.length)) {
            given.put(setting.split("=", 2)[0], setting.split("=", 2)[1]);
        }
        SettingsLoader.Loaded loaded =
                (SettingsLoader.Loaded)
                        new SettingsLoader(List.of(CollectorSettings.GROUP), Map.of())
                                .load(given, Map.of(), Map.of());
        try (CollectorService service =
                new CollectorService(
                        CollectorSettings.from(loaded.settings()),
                        new ServiceContext(
                                new KafkaSettings(arguments[0], 4, 1, Map.of()),
                                Path.of("target"),
                                new SimpleMeterRegistry(),
                                Clock.systemUTC()))) {
            service.start();
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
