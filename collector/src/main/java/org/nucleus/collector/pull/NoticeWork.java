package org.nucleus.collector.pull;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.services.sqs.model.Message;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads the objects that a queue of SQS tells of, a message at a time: it is deleted once all that
 * it tells of is settled. An object that cannot be read for now lets those after it pass.
 */
final class NoticeWork implements PullWork {
    private static final Logger log = LoggerFactory.getLogger(NoticeWork.class);
    private static final Duration LATER = Duration.ofMinutes(5);
    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Step NEXT = new Step.Done(Duration.ZERO);

    private final SqsQueue queue;
    private final ObjectSite site;
    private final ObjectIntake intake;
    private final PullMeters meters;

    NoticeWork(SqsQueue queue, ObjectSite site, ObjectIntake intake, PullMeters meters) {
        this.queue = queue;
        this.site = site;
        this.intake = intake;
        this.meters = meters;
    }

    @Override
    public Step step() {
        Optional<Step> hindrance = site.owners().hindrance();
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        List<Message> messages = queue.receive(1);
        if (!messages.isEmpty()) {
            take(messages);
        }
        return NEXT;
    }

    private void take(List<Message> message) {
        switch (Notice.read(message.getFirst().body())) {
            case Notice.Unreadable ignored -> {
                meters.object("unreadable");
                log.atWarn()
                        .addKeyValue("pull", site.pull())
                        .log("A message that is no notice of S3 is deleted");
                queue.delete(message);
            }
            case Notice.Created created -> {
                Intake.Holding holding = queue.holding(message);
                switch (takeAll(created.objects(), holding)) {
                    case SETTLED, REFUSED -> queue.delete(message);
                    case WAITING -> queue.giveBack(message, SOON);
                    case LATER -> queue.giveBack(message, LATER);
                    case STOPPED -> queue.giveBack(message, Duration.ZERO);
                }
            }
        }
    }

    /** What all together come to: done with once each is. */
    private Fate takeAll(List<StoredObject.Name> objects, Intake.Holding holding) {
        Fate all = Fate.SETTLED;
        for (StoredObject.Name object : objects) {
            Fate one = intake.take(object, holding);
            if (one == Fate.STOPPED) {
                return one;
            }
            all = one == Fate.LATER || one == Fate.WAITING ? one : all;
        }
        return all;
    }

    @Override
    public void close() {
        queue.close();
        site.close();
    }
}
