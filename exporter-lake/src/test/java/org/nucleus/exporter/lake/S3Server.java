package org.nucleus.exporter.lake;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.awaitility.Awaitility;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server with S3's API in a process of its own; ends with {@link #close} or with this JVM. */
final class S3Server implements AutoCloseable {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Process process;
    private final URI address;

    private S3Server(Process process, URI address) {
        this.process = process;
        this.address = address;
    }

    static S3Server start(Path log) throws IOException {
        int port;
        int tlsPort;
        try (ServerSocket one = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                ServerSocket two = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = one.getLocalPort();
            tlsPort = two.getLocalPort();
        }
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-jar",
                                Path.of("target", "s3mock.jar").toAbsolutePath().toString(),
                                "--server.port=" + tlsPort,
                                "--http.port=" + port)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile())
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        S3Server server = new S3Server(process, URI.create("http://127.0.0.1:" + port));
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .until(() -> server.send("GET", "/") == 200);
        return server;
    }

    void makeBucket(String name) throws IOException, InterruptedException {
        if (send("PUT", "/" + name) != 200) {
            throw new IOException("bucket " + name + " was not made");
        }
    }

    /** What the exporter is told to reach it. */
    Map<String, String> catalogSettings() {
        return Map.of(
                "s3.endpoint", address.toString(),
                "s3.path-style-access", "true",
                "s3.access-key-id", "any",
                "s3.secret-access-key", "any",
                "client.region", "eu-central-1");
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
