package org.nucleus.collector.pull;

import org.awaitility.Awaitility;
import org.nucleus.testkit.FreePort;

import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Kinesis as kinesalite has it, in a process of its own; ends with this JVM at the latest. */
final class KinesisServer implements AutoCloseable {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final Path DECLARED = Path.of("src", "test", "kinesalite");
    private static final Path FOLDER = Path.of("target", "kinesalite");
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Process process;
    private final URI address;
    private final KinesisClient client;

    private KinesisServer(Process process, URI address) {
        this.process = process;
        this.address = address;
        this.client =
                KinesisClient.builder()
                        .endpointOverride(address)
                        .region(Region.EU_CENTRAL_1)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
    }

    static KinesisServer start() throws IOException, InterruptedException {
        Pulling.haveCredentials();
        install();
        int port = FreePort.next();
        Process process =
                new ProcessBuilder(
                                "node",
                                FOLDER.resolve("node_modules/kinesalite/cli.js").toString(),
                                "--port=" + port,
                                "--createStreamMs=20",
                                "--updateStreamMs=20",
                                "--deleteStreamMs=20")
                        .redirectErrorStream(true)
                        .redirectOutput(
                                Redirect.appendTo(Path.of("target", "kinesalite.log").toFile()))
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        KinesisServer server = new KinesisServer(process, URI.create("http://127.0.0.1:" + port));
        Awaitility.await()
                .atMost(SOON)
                .ignoreExceptions()
                .until(() -> server.client.listStreams() != null);
        return server;
    }

    private static synchronized void install() throws IOException, InterruptedException {
        if (Files.exists(FOLDER.resolve("node_modules/.package-lock.json"))) {
            return;
        }
        Files.createDirectories(FOLDER);
        for (String file : List.of("package.json", "package-lock.json")) {
            Files.copy(
                    DECLARED.resolve(file),
                    FOLDER.resolve(file),
                    StandardCopyOption.REPLACE_EXISTING);
        }
        Process npm =
                new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
                        .directory(FOLDER.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(Path.of("target", "kinesalite-install.log").toFile())
                        .start();
        if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
            npm.destroyForcibly();
            throw new IOException("kinesalite was not installed, see kinesalite-install.log");
        }
    }

    void makeStream(String name, int shards) {
        client.createStream(request -> request.streamName(name).shardCount(shards));
        awaitActive(name);
    }

    /** Returns in another second, since shards are told apart by the second they were made in. */
    void deleteStream(String name) {
        long second = CLOCK.instant().getEpochSecond();
        client.deleteStream(request -> request.streamName(name));
        Awaitility.await()
                .atMost(SOON)
                .until(
                        () ->
                                !client.listStreams().streamNames().contains(name)
                                        && CLOCK.instant().getEpochSecond() > second);
    }

    /** Splits a stream's only shard in the middle. */
    void split(String name) {
        Shard shard = client.listShards(request -> request.streamName(name)).shards().getFirst();
        String middle =
                new BigInteger(shard.hashKeyRange().endingHashKey()).shiftRight(1).toString();
        client.splitShard(
                request ->
                        request.streamName(name)
                                .shardToSplit(shard.shardId())
                                .newStartingHashKey(middle));
        awaitActive(name);
    }

    private void awaitActive(String name) {
        Awaitility.await()
                .atMost(SOON)
                .until(
                        () ->
                                client.describeStream(request -> request.streamName(name))
                                                .streamDescription()
                                                .streamStatus()
                                        == StreamStatus.ACTIVE);
    }

    void put(String name, List<String> records) {
        List<PutRecordsRequestEntry> entries =
                IntStream.range(0, records.size())
                        .mapToObj(
                                i ->
                                        PutRecordsRequestEntry.builder()
                                                .partitionKey("key" + i)
                                                .data(SdkBytes.fromUtf8String(records.get(i)))
                                                .build())
                        .toList();
        client.putRecords(request -> request.streamName(name).records(entries));
    }

    PullPoint point(String source, String stream) {
        return new PullPoint(
                "stream",
                source,
                new PullPoint.Stream(stream),
                Optional.of("eu-central-1"),
                Optional.of(address));
    }

    Map<String, String> settings(String source, String stream) {
        return Map.of(
                "collector.pull.stream.kind",
                "kinesis",
                "collector.pull.stream.source",
                source,
                "collector.pull.stream.stream",
                stream,
                "collector.pull.stream.region",
                "eu-central-1",
                "collector.pull.stream.endpoint",
                address.toString());
    }

    @Override
    public void close() {
        client.close();
        process.destroyForcibly();
    }
}
