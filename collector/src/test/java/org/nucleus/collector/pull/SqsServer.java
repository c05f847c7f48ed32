package org.nucleus.collector.pull;

import org.awaitility.Awaitility;
import org.elasticmq.rest.sqs.SQSRestServer;
import org.elasticmq.rest.sqs.SQSRestServerBuilder$;
import org.nucleus.testkit.FreePort;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** SQS in this JVM, on a port of its own. */
final class SqsServer implements AutoCloseable {
    private static final int MOST_IN_A_BATCH = 10;

    private final SQSRestServer server;
    private final URI address;
    private final SqsClient client;

    private SqsServer(int port) {
        address = URI.create("http://127.0.0.1:" + port);
        server = SQSRestServerBuilder$.MODULE$.withPort(port).withInterface("127.0.0.1").start();
        client =
                SqsClient.builder()
                        .endpointOverride(address)
                        .region(Region.EU_CENTRAL_1)
                        .httpClient(UrlConnectionHttpClient.create())
                        .build();
    }

    static SqsServer start() {
        Pulling.haveCredentials();
        SqsServer server = new SqsServer(FreePort.next());
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptions()
                .until(() -> server.client.listQueues() != null);
        return server;
    }

    /** Makes a queue, and says what its address is. */
    String makeQueue(String name) {
        client.createQueue(request -> request.queueName(name));
        return urlOf(name);
    }

    /** What the address of a queue is once it is made. */
    String urlOf(String name) {
        return address + "/000000000000/" + name;
    }

    PullPoint point(String source, String url) {
        return new PullPoint(
                "queue",
                source,
                new PullPoint.Queue(url),
                Optional.of("eu-central-1"),
                Optional.of(address));
    }

    Map<String, String> settings(String source, String url) {
        return Map.of(
                "collector.pull.queue.kind",
                "sqs",
                "collector.pull.queue.source",
                source,
                "collector.pull.queue.url",
                url,
                "collector.pull.queue.region",
                "eu-central-1",
                "collector.pull.queue.endpoint",
                address.toString());
    }

    void send(String url, List<String> bodies) {
        for (int from = 0; from < bodies.size(); from += MOST_IN_A_BATCH) {
            List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
            for (int i = from; i < Math.min(bodies.size(), from + MOST_IN_A_BATCH); i++) {
                entries.add(
                        SendMessageBatchRequestEntry.builder()
                                .id("m" + i)
                                .messageBody(bodies.get(i))
                                .build());
            }
            client.sendMessageBatch(request -> request.queueUrl(url).entries(entries));
        }
    }

    /** Messages that anybody would get. */
    int visible(String url) {
        return count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES);
    }

    /** Messages that somebody holds. */
    int held(String url) {
        return count(url, QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE);
    }

    private int count(String url, QueueAttributeName what) {
        return Integer.parseInt(
                client.getQueueAttributes(request -> request.queueUrl(url).attributeNames(what))
                        .attributes()
                        .get(what));
    }

    @Override
    public void close() {
        client.close();
        server.stopAndWait();
    }
}
