package org.nucleus.collector.xapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What the reading of one statement has found so far that the accepted statement needs. */
final class Draft {
    private Optional<UUID> id = Optional.empty();
    private Optional<String> actor = Optional.empty();
    private boolean timestamp;
    private List<Attachment> attachments = List.of();

    /** The id that the client gave. */
    Optional<UUID> id() {
        return id;
    }

    void id(UUID found) {
        id = Optional.of(found);
    }

    /** Canonical id of the actor; empty for an anonymous group. */
    Optional<String> actor() {
        return actor;
    }

    void actor(String found) {
        actor = Optional.of(found);
    }

    boolean hasTimestamp() {
        return timestamp;
    }

    void timestamp(boolean found) {
        timestamp = found;
    }

    /** Attachments declared by the statement and its sub-statement. */
    List<Attachment> attachments() {
        return attachments;
    }

    void attachment(Attachment found) {
        if (attachments.isEmpty()) {
            attachments = new ArrayList<>();
        }
        attachments.add(found);
    }
}
