package org.nucleus.collector;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.settings.SettingsLoader;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A collector in a process of its own, for what depends on the size of its heap. */
final class ForkedCollector implements AutoCloseable {
    private final Process process;
    private final int port;

    private ForkedCollector(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one on a cluster; {@code settings} are {@code key=value}. */
    static ForkedCollector start(String bootstrap, List<String> jvm, List<String> settings)
            throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path")));
        command.add(ForkedCollector.class.getName());
        command.add(bootstrap);
        command.addAll(settings);
        Process process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        BufferedReader out =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith("port ")) {
                return new ForkedCollector(process, Integer.parseInt(line.substring(5)));
            }
        }
        throw new IOException("the collector did not start");
    }

    int port() {
        return port;
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Serves until its standard input ends. */
    public static void main(String[] arguments) throws IOException {
        Map<String, String> given = new HashMap<>();
        given.put("collector.http.port", "0");
        for (String setting : List.of(arguments).subList(1, arguments.length)) {
            given.put(setting.split("=")[0], setting.split("=")[1]);
        }
        SettingsLoader.Loaded loaded =
                (SettingsLoader.Loaded)
                        new SettingsLoader(List.of(CollectorSettings.GROUP), Map.of())
                                .load(given, Map.of(), Map.of());
        CollectorService service =
                new CollectorService(
                        CollectorSettings.from(loaded.settings()),
                        new ServiceContext(
                                new KafkaSettings(arguments[0], 4, 1, Map.of()),
                                Path.of("target"),
                                new SimpleMeterRegistry(),
                                Clock.systemUTC()));
        service.start();
        System.out.println("port " + service.port());
        while (System.in.read() >= 0) {
            continue;
        }
        service.close();
    }
}
