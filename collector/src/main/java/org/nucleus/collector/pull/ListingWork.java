package org.nucleus.collector.pull;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the objects below a prefix, those that are there and, listed again at an interval, those
 * that come. A step takes a page of the listing.
 */
final class ListingWork implements PullWork {
    private static final long LATER_NANOS = Duration.ofMinutes(5).toNanos();
    private static final Duration NEXT_PAGE = Duration.ZERO;

    private final ObjectSite site;
    private final PullPoint.Bucket place;
    private final ObjectIntake intake;
    private final DoneObjects done;
    private final Set<String> seen = new HashSet<>();
    private final Map<String, Long> later = new HashMap<>();
    private Optional<String> page = Optional.empty();

    ListingWork(ObjectSite site, PullPoint.Bucket place, ObjectIntake intake, DoneObjects done) {
        this.site = site;
        this.place = place;
        this.intake = intake;
        this.done = done;
    }

    @Override
    public Step step() {
        Optional<Step> hindrance = site.owners().hindrance();
        if (hindrance.isPresent()) {
            return hindrance.get();
        }
        Bucket.Page listed = site.bucket().list(place.prefix(), page);
        for (Bucket.Listed object : listed.objects()) {
            seen.add(object.id());
            if (!done.contains(object.id()) && isDue(object.id()) && !take(object)) {
                return Step.CLOSED;
            }
        }
        page = listed.next();
        if (page.isPresent()) {
            return new Step.Done(NEXT_PAGE);
        }
        done.retain(seen);
        later.keySet().retainAll(seen);
        seen.clear();
        return new Step.Done(place.interval());
    }

    private boolean isDue(String id) {
        Long since = later.get(id);
        return since == null || System.nanoTime() - since > LATER_NANOS;
    }

    /** False, and the page is read again, when the object's source or the process stops. */
    private boolean take(Bucket.Listed object) {
        switch (intake.take(object.name(), rest -> {})) {
            case SETTLED, REFUSED -> {
                later.remove(object.id());
                done.add(object.id());
            }
            case LATER -> later.put(object.id(), System.nanoTime());
            case WAITING -> later.remove(object.id());
            case STOPPED -> {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        site.close();
    }
}
