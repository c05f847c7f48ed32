package org.nucleus.collector.pull;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.BatchResultErrorEntry;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.DeleteMessageBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The requests that reading a queue of SQS takes. Used by one thread. */
final class SqsQueue implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SqsQueue.class);
    private static final int DELETE_ATTEMPTS = 3;

    /** Short, so that a pause or a stop need not wait for a quiet queue. */
    private static final Duration WAIT = Duration.ofSeconds(1);

    /** Between the end of an append and the messages' end. */
    private static final Duration ROOM = Duration.ofSeconds(10);

    private final SqsClient client;
    private final String name;
    private final String url;
    private final Duration appendTimeout;

    /**
     * @param name of the pull, for the operator
     * @param appendTimeout of one append to the log
     */
    SqsQueue(SqsClient client, String name, String url, Duration appendTimeout) {
        this.client = client;
        this.name = name;
        this.url = url;
        this.appendTimeout = appendTimeout;
    }

    /** Messages that nobody else gets for as long as an append takes, and a little longer. */
    List<Message> receive(int most) {
        return client.receiveMessage(
                        request ->
                                request.queueUrl(url)
                                        .maxNumberOfMessages(most)
                                        .waitTimeSeconds((int) WAIT.toSeconds())
                                        .visibilityTimeout((int) hold().toSeconds()))
                .messages();
    }

    private Duration hold() {
        return appendTimeout.plus(ROOM);
    }

    /** Keeps messages that were just received for as long as they are worked on. */
    Intake.Holding holding(List<Message> messages) {
        return new Intake.Holding() {
            private long heldUntilNanos = System.nanoTime() + hold().toNanos();

            @Override
            public void keep(Duration rest) {
                long needed = System.nanoTime() + rest.plus(appendTimeout).toNanos();
                if (needed - heldUntilNanos > -ROOM.toNanos() / 2) {
                    Duration longer = hold().plus(rest);
                    hide(messages, longer);
                    heldUntilNanos = System.nanoTime() + longer.toNanos();
                }
            }
        };
    }

    /** What cannot be deleted comes again; that is harmless, so it is no reason to stop. */
    void delete(List<Message> messages) {
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

    /** Lets messages be delivered again after some time, which may be zero. */
    void giveBack(List<Message> messages, Duration after) {
        hide(messages, after);
    }

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
