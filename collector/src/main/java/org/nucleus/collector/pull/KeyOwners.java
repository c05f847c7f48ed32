package org.nucleus.collector.pull;

import org.nucleus.collector.bulk.LineReader;
import org.nucleus.model.Source;

import java.util.Optional;

/** The objects of the bucket of uploads are those sources' that their keys were made for. */
record KeyOwners(String bucket, UploadKeys keys, PullParts parts) implements Owners {
    @Override
    public Optional<Step> hindrance() {
        return Optional.empty();
    }

    @Override
    public Owner of(StoredObject.Name object) {
        Optional<UploadKeys.Parts> said = keys.read(object.key());
        if (!object.bucket().equals(bucket) || said.isEmpty()) {
            return new Owner.Nobody("no address was given out for it");
        }
        Optional<Source> found =
                parts.sources().get().find(said.get().source()).filter(said.get()::fit);
        Optional<LineReader> reader = found.flatMap(parts.files().readers());
        if (found.isEmpty() || reader.isEmpty()) {
            return new Owner.Nobody(
                    "its key names no registered source with its tenant and format");
        }
        return found.get().state() == Source.State.ACTIVE
                ? new Owner.Known(found.get(), reader.get(), Optional.of(said.get().upload()))
                : new Owner.Waiting();
    }
}
