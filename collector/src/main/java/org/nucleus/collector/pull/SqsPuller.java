package org.nucleus.collector.pull;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Empties a queue of SQS, ten messages at a time: they are deleted once the log has them, held
 * while the log does not answer, and given back when the source stops. A message that is delivered
 * twice has the same event ids twice.
 */
final class SqsPuller implements Puller {
    private static final Logger log = LoggerFactory.getLogger(SqsPuller.class);
    private static final int MOST_MESSAGES = 10;
    private static final int DELETE_ATTEMPTS = 3;
    private static final Duration AT_ONCE = Duration.ZERO;

    /** Short, so that a pause or a stop need not wait for a quiet queue. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** Between the end of an append and the messages' end. */
    private static final Duration ROOM = Duration.ofSeconds(10);

    private final SqsClient client;
    private final String name;
    private final String url;
    private final Intake intake;
    private final Duration hold;

    /**
     * @param appendTimeout of one append to the log
     */
    SqsPuller(
            SqsClient client,
            String name,
            PullPoint.Queue queue,
            Intake intake,
            Duration appendTimeout) {
        this.client = client;
        this.name = name;
        this.url = queue.url();
        this.intake = intake;
        this.hold = appendTimeout.plus(ROOM);
    }

    @Override
    public Duration step(Admission.Open from) {
        List<Message> messages =
                client.receiveMessage(
                                request ->
                                        request.queueUrl(url)
                                                .maxNumberOfMessages(MOST_MESSAGES)
                                                .waitTimeSeconds((int) WAIT.toSeconds())
                                                .visibilityTimeout((int) hold.toSeconds()))
                        .messages();
        if (messages.isEmpty()) {
            return AT_ONCE;
        }
        List<byte[]> bodies =
                messages.stream()
                        .map(message -> message.body().getBytes(StandardCharsets.UTF_8))
                        .toList();
        if (intake.take(from, bodies, rest -> hide(messages, hold.plus(rest)))) {
            delete(messages);
        } else {
            hide(messages, Duration.ZERO);
        }
        return AT_ONCE;
    }

    /** What cannot be deleted comes again; that is harmless, so it is no reason to stop. */
    private void delete(List<Message> messages) {
        List<Message> left = messages;
        for (int attempt = 0; attempt < DELETE_ATTEMPTS && !left.isEmpty(); attempt++) {
            left = refused(left);
        }
        if (!left.isEmpty()) {
            log.atWarn()
                    .addKeyValue("pull", name)
                    .addKeyValue("messages", left.size())
                    .log("Messages on the log could not be deleted from their queue");
        }
    }

    /** Tries to delete messages; those that are still there. */
    private List<Message> refused(List<Message> messages) {
        List<DeleteMessageBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            entries.add(
                    DeleteMessageBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .receiptHandle(messages.get(i).receiptHandle())
                            .build());
        }
        return client
                .deleteMessageBatch(request -> request.queueUrl(url).entries(entries))
                .failed()
                .stream()
                .map(BatchResultErrorEntry::id)
                .map(id -> messages.get(Integer.parseInt(id)))
                .toList();
    }

    /** Keeps messages from being delivered again for so long; gives them back with zero. */
    private void hide(List<Message> messages, Duration time) {
        List<ChangeMessageVisibilityBatchRequestEntry> entries = new ArrayList<>();
        for (int i = 0; i < messages.size(); i++) {
            entries.add(
                    ChangeMessageVisibilityBatchRequestEntry.builder()
                            .id(Integer.toString(i))
                            .receiptHandle(messages.get(i).receiptHandle())
                            .visibilityTimeout((int) time.toSeconds())
                            .build());
        }
        try {
            client.changeMessageVisibilityBatch(request -> request.queueUrl(url).entries(entries));
        } catch (SdkException e) {
            log.atWarn()
                    .addKeyValue("pull", name)
                    .addKeyValue("reason", AwsFailures.reason(e))
                    .log("Messages could not be held or given back; they come again by themselves");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
