package org.nucleus.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A server with S3's API in a process of its own; ends with {@link #close} or with this JVM. It
 * checks no signatures.
 */
public final class S3Server implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Path JAR = Path.of("..", "testkit", "target", "s3mock.jar");
    private static final Duration START_WITHIN = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final Process process;
    private final URI address;

    private S3Server(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Returns once it serves.
     *
     * @param log where its output goes
     * @throws IOException when it does not start
     */
    public static S3Server start(Path log) throws IOException {
        int port = FreePort.next();
        int tlsPort = FreePort.next();
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-jar",
                                JAR.toAbsolutePath().normalize().toString(),
                                "--server.port=" + tlsPort,
                                "--http.port=" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        S3Server server = new S3Server(process, URI.create("http://127.0.0.1:" + port));
        server.awaitStart();
        return server;
    }

    private void awaitStart() throws IOException {
        long deadline = System.nanoTime() + START_WITHIN.toNanos();
        while (!serves()) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                process.destroyForcibly();
                throw new IOException("the S3 server did not start, see its log");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    private boolean serves() {
        try {
            return send("GET", "/") == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Where it listens. */
    public URI address() {
        return address;
    }

    /** Makes an empty bucket. */
    public void makeBucket(String name) throws IOException, InterruptedException {
        if (send("PUT", "/" + name) != 200) {
            throw new IOException("bucket " + name + " was not made");
        }
    }

    private int send(String method, String path) throws IOException, InterruptedException {
        HttpRequest request =
                HttpRequest.newBuilder(address.resolve(path))
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .timeout(Duration.ofSeconds(5))
                        .build();
        return HTTP.send(request, HttpResponse.BodyHandlers.ofString(UTF_8)).statusCode();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
