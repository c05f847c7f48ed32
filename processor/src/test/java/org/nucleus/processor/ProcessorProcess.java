package org.nucleus.processor;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.kafka.KafkaSettings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The processor in a JVM of its own, so that a test can kill it as a power cut would. */
final class ProcessorProcess implements AutoCloseable {
    private final Process process;

    private ProcessorProcess(Process process) {
        this.process = process;
    }

    static ProcessorProcess start(String bootstrapServers, Path dataDir) {
        return start(bootstrapServers, dataDir, Map.of());
    }

    /**
     * @param environment of the process, beside that of this one
     */
    static ProcessorProcess start(
            String bootstrapServers, Path dataDir, Map<String, String> environment) {
        try {
            ProcessBuilder builder =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-Xmx256m",
                                    "-XX:+UseSerialGC",
                                    "-XX:TieredStopAtLevel=1",
                                    "--enable-native-access=ALL-UNNAMED",
                                    "-cp",
                                    System.getProperty("java.class.path"),
                                    ProcessorProcess.class.getName(),
                                    bootstrapServers,
                                    dataDir.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(
                                    ProcessBuilder.Redirect.appendTo(
                                            dataDir.resolve("processor.out").toFile()));
            builder.environment().putAll(environment);
            return new ProcessorProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to stop in good order and tells whether it did within ten seconds. */
    boolean stop() throws IOException, InterruptedException {
        process.getOutputStream().close();
        return process.waitFor(10, TimeUnit.SECONDS) && process.exitValue() == 0;
    }

    /** SIGKILL; returns when the process is gone. */
    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    public static void main(String[] arguments) throws IOException {
        ProcessorSettings settings =
                new ProcessorSettings(
                        "nucleus-processor",
                        2,
                        Duration.ofMillis(100),
                        Duration.ofDays(7),
                        Duration.ofSeconds(2));
        ServiceContext context =
                new ServiceContext(
                        new KafkaSettings(arguments[0], 4, 1, Map.of()),
                        Path.of(arguments[1]),
                        new SimpleMeterRegistry(),
                        Clock.systemUTC());
        try (ProcessorService service = new ProcessorService(settings, context)) {
            service.start();
            while (System.in.read() >= 0) {
                System.out.println(service.check());
            }
        }
        System.exit(0);
    }
}
