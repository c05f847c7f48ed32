package org.nucleus.collector.pull;

import org.nucleus.collector.bulk.BulkRequest;
import org.nucleus.collector.bulk.ContentCoding;
import org.nucleus.collector.bulk.End;
import org.nucleus.collector.bulk.Received;
import org.nucleus.collector.bulk.Uploads;
import org.nucleus.collector.log.AppendOutcome;
import org.nucleus.model.Source;
import org.nucleus.model.Upload;
import org.nucleus.model.Violation;
import org.nucleus.runtime.Backoff;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

import java.time.Duration;
import java.util.Optional;

/**
 * From one object of S3 to the log, by the way that large files have: an object that was
 * interrupted goes on where it is settled, and one that is known is not read again. While the log
 * does not answer nothing is read. Used by one thread.
 */
final class ObjectIntake {
    private static final Logger log = LoggerFactory.getLogger(ObjectIntake.class);
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int OTHER_CONTENT = 412;

    private final ObjectSite site;
    private final PullParts parts;
    private final PullMeters meters;
    private final Stop stop;

    ObjectIntake(ObjectSite site, PullParts parts, PullMeters meters, Stop stop) {
        this.site = site;
        this.parts = parts;
        this.meters = meters;
        this.stop = stop;
    }

    /**
     * Takes an object, and returns when all of it is settled or nothing more of it can be.
     *
     * @param holding keeps what tells of it
     * @throws SdkException when S3 does not answer
     */
    Fate take(StoredObject.Name name, Intake.Holding holding) {
        return switch (site.owners().of(name)) {
            case Owner.Nobody nobody -> {
                said(name, "ignored", nobody.reason());
                yield Fate.REFUSED;
            }
            case Owner.Waiting ignored -> Fate.WAITING;
            case Owner.Known known -> {
                try {
                    yield take(site.bucket().look(name), known, holding);
                } catch (S3Exception e) {
                    yield unreadable(name, e);
                }
            }
        };
    }

    private Fate unreadable(StoredObject.Name name, S3Exception failure) {
        return switch (failure.statusCode()) {
            case NOT_FOUND -> {
                said(name, "gone", "it is not there any more (404)");
                yield Fate.REFUSED;
            }
            case FORBIDDEN -> {
                said(name, "forbidden", "it may not be read (403), and is tried again later");
                yield Fate.LATER;
            }
            case OTHER_CONTENT -> {
                said(name, "changed", "it changed while it was read, and is tried again later");
                yield Fate.LATER;
            }
            default -> throw failure;
        };
    }

    private Fate take(StoredObject object, Owner.Known owner, Intake.Holding holding) {
        Backoff backoff = new Backoff();
        String id = owner.uploadOf(object);
        Upload known = parts.files().uploads().expected(owner.source().id(), id);
        if (known.over()) {
            return known(object);
        }
        long settled = -1;
        while (!known.over()) {
            Optional<Violation> objection = Refusals.before(object, site.mostBytes());
            if (objection.isPresent()) {
                return refuse(object, known, objection.get(), holding);
            }
            if (!goesOn(object.name(), holding)) {
                return Fate.STOPPED;
            }
            Optional<Received> got = read(object, owner, known, holding);
            End end = got.map(Received::end).orElse(End.CUT);
            known = parts.files().uploads().expected(owner.source().id(), id);
            Optional<Violation> refusal = Refusals.after(end);
            if (refusal.isPresent()) {
                return refuse(object, known, refusal.get(), holding);
            }
            if (end == End.FAILED) {
                said(object.name(), "failed", "a defect, and is tried again later");
                return Fate.LATER;
            }
            if (known.mark().offset() > settled) {
                backoff.reset();
            }
            settled = known.mark().offset();
            boolean rested =
                    switch (end) {
                        case COMPLETE,
                                PART,
                                BROKEN,
                                NO_DOCUMENT,
                                TOO_LARGE,
                                OTHER_CONTENT,
                                FAILED ->
                                true;
                        case LOG_UNAVAILABLE -> note(known, object, backoff, holding);
                        case CUT, OTHER_OFFSET -> rest(backoff, holding);
                    };
            if (!rested) {
                return Fate.STOPPED;
            }
        }
        return known.complete() ? settled(object) : Fate.REFUSED;
    }

    /** Told of again, or put again at an address that was used: the first content counts. */
    private Fate known(StoredObject object) {
        meters.object("known");
        log.atInfo()
                .addKeyValue("pull", site.pull())
                .addKeyValue("object", object.id())
                .log("Object is passed over, its upload is over");
        return Fate.SETTLED;
    }

    private Fate settled(StoredObject object) {
        meters.object("accepted");
        log.atInfo()
                .addKeyValue("pull", site.pull())
                .addKeyValue("object", object.id())
                .addKeyValue("bytes", object.size())
                .log("Object is on the log");
        if (site.delete()) {
            try {
                site.bucket().delete(object.name());
            } catch (SdkException e) {
                said(object.name(), "undeleted", AwsFailures.reason(e));
            }
        }
        return Fate.SETTLED;
    }

    private Fate refuse(
            StoredObject object, Upload known, Violation violation, Intake.Holding holding) {
        Upload refused = known.refused(violation, parts.clock().instant());
        if (!note(refused, object, new Backoff(), holding)) {
            return Fate.STOPPED;
        }
        said(object.name(), "refused", violation.rule());
        return Fate.REFUSED;
    }

    /** Keeps a state once the log answers; false when nobody waits for that any more. */
    private boolean note(
            Upload state, StoredObject object, Backoff backoff, Intake.Holding holding) {
        while (!(parts.files().uploads().note(state).join() instanceof AppendOutcome.Appended)) {
            if (!rest(backoff, holding) || !goesOn(object.name(), holding)) {
                return false;
            }
        }
        return true;
    }

    private boolean rest(Backoff backoff, Intake.Holding holding) {
        Duration rest = backoff.next();
        holding.keep(rest);
        return stop.rest(rest);
    }

    private boolean goesOn(StoredObject.Name name, Intake.Holding holding) {
        holding.keep(Duration.ZERO);
        return !stop.isAsked() && site.owners().of(name) instanceof Owner.Known;
    }

    /** Reads what is not settled; empty when too many files are under way. */
    private Optional<Received> read(
            StoredObject object, Owner.Known owner, Upload known, Intake.Holding holding) {
        ContentCoding coding = object.coding().orElseThrow();
        long from = coding == ContentCoding.IDENTITY ? known.mark().offset() : 0;
        Source source = owner.source();
        ObjectPump pump = new ObjectPump(site.bucket(), object, from);
        Uploads uploads = parts.files().uploads();
        boolean begun =
                uploads.receive(
                        new BulkRequest(
                                source,
                                known.id(),
                                from,
                                true,
                                coding,
                                owner.reader(),
                                parts.files().mostLineBytes(),
                                events -> parts.rates().take(source, events),
                                meters.eventsOf(source)),
                        pump.pipe(),
                        pump::done);
        return begun
                ? Optional.of(pump.run(() -> goesOn(object.name(), holding)))
                : Optional.empty();
    }

    private void said(StoredObject.Name name, String outcome, String reason) {
        meters.object(outcome);
        log.atWarn()
                .addKeyValue("pull", site.pull())
                .addKeyValue("bucket", name.bucket())
                .addKeyValue("key", name.digest())
                .addKeyValue("reason", reason)
                .log("An object is not taken");
    }
}
