package org.nucleus.collector.pull;

import org.nucleus.collector.bulk.LineReader;
import org.nucleus.model.Source;

import java.util.Optional;

/** The objects below a prefix are all one source's, as an operator says. */
record OneOwner(String source, PullPoint.Bucket place, PullParts parts) implements Owners {
    @Override
    public Optional<Step> hindrance() {
        Optional<Source> found = parts.sources().get().find(source);
        if (found.isEmpty()) {
            return Optional.of(new Step.Hindered("source " + source + " is not registered"));
        }
        if (found.get().state() != Source.State.ACTIVE) {
            return Optional.of(Step.CLOSED);
        }
        if (parts.files().readers().apply(found.get()).isEmpty()) {
            return Optional.of(
                    new Step.Hindered(
                            "source %s has format %s, which has no files"
                                    .formatted(source, found.get().format())));
        }
        long wait = parts.rates().wait(found.get(), 1);
        return wait > 0 ? Optional.of(Step.slowed(wait)) : Optional.empty();
    }

    @Override
    public Owner of(StoredObject.Name object) {
        if (!object.bucket().equals(place.name()) || !object.key().startsWith(place.prefix())) {
            return new Owner.Nobody("it is in another bucket or below another prefix");
        }
        Optional<Source> found = parts.sources().get().find(source);
        Optional<LineReader> reader = found.flatMap(parts.files().readers());
        return found.isPresent() && reader.isPresent() && found.get().state() == Source.State.ACTIVE
                ? new Owner.Known(found.get(), reader.get(), Optional.empty())
                : new Owner.Waiting();
    }
}
