package org.nucleus.collector.pull;

import software.amazon.awssdk.services.sqs.model.Message;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Empties a queue of SQS, ten messages at a time: they are deleted once the log has them, held
 * while the log does not answer, and given back when the source stops. A message that is delivered
 * twice has the same event ids twice.
 */
final class SqsPuller implements Puller {
    private static final int MOST_MESSAGES = 10;
    private static final Duration AT_ONCE = Duration.ZERO;

    private final SqsQueue queue;
    private final Intake intake;

    SqsPuller(SqsQueue queue, Intake intake) {
        this.queue = queue;
        this.intake = intake;
    }

    @Override
    public Duration step(Admission.Open from) {
        List<Message> messages = queue.receive(MOST_MESSAGES);
        if (messages.isEmpty()) {
            return AT_ONCE;
        }
        List<byte[]> bodies =
                messages.stream()
                        .map(message -> message.body().getBytes(StandardCharsets.UTF_8))
                        .toList();
        if (intake.take(from, bodies, queue.holding(messages))) {
            queue.delete(messages);
        } else {
            queue.giveBack(messages, AT_ONCE);
        }
        return AT_ONCE;
    }

    @Override
    public void close() {
        queue.close();
    }
}
