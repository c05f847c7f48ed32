package org.nucleus.collector;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.nucleus.collector.auth.SampleSources;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.settings.SettingsLoader;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A collector in a process of its own, for what depends on the size of its heap, or on its end. Its
 * node key is {@link SampleSources#NODE_KEY}.
 */
public final class ForkedCollector implements AutoCloseable {
    private static final String PORT = "port ";

    private final Process process;
    private final int port;

    private ForkedCollector(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * Starts one on a cluster.
     *
     * @param jvm options
     * @param settings keys and values
     */
    public static ForkedCollector start(
            String bootstrap, Path dataDir, List<String> jvm, Map<String, String> settings)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.addAll(List.of(ForkedCollector.class.getName(), bootstrap, dataDir.toString()));
        settings.forEach((key, value) -> command.add(key + "=" + value));
        Process process =
                new ProcessBuilder(command)
                        .redirectError(
                                Redirect.appendTo(
                                        Path.of("target", "forked-collector.log").toFile()))
                        .start();
        return new ForkedCollector(process, port(process));
    }

    /** Reads on, whatever is said afterwards, so that saying it never blocks. */
    private static int port(Process process) throws IOException {
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(PORT)) {
                Thread.ofVirtual().start(() -> out.lines().forEach(ignored -> {}));
                return Integer.parseInt(line.substring(PORT.length()));
            }
        }
        throw new IOException("the collector did not start");
    }

    public int port() {
        return port;
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** As {@code kill -9}; returns when it is no more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Serves until its standard input ends. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> given = new HashMap<>(Map.of("collector.http.port", "0"));
        for (String setting : List.of(arguments).subList(2, arguments.length)) {
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
                                Path.of(arguments[1]),
                                new SimpleMeterRegistry(),
                                Clock.systemUTC(),
                                SampleSources.NODE_KEY))) {
            service.start();
            System.out.println(PORT + service.port());
            while (System.in.read() >= 0) {
                continue;
            }
        }
    }
}
