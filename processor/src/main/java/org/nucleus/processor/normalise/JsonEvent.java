package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * An event of a source of format {@code JSON}, of which this node knows nothing: kept, and counted
 * by what it calls itself.
 */
final class JsonEvent {
    static final String UNTOLD_TYPE = "untold";

    private static final int LONGEST_TYPE = 128;
    private static final ContentHash CONTENT = new ContentHash(Set.of());
    private static final List<String> TYPES =
            List.of(
                    "type",
                    "eventType",
                    "event_type",
                    "event",
                    "eventName",
                    "event_name",
                    "action");
    private static final List<String> TIMES =
            List.of(
                    "eventTime",
                    "event_time",
                    "timestamp",
                    "time",
                    "occurredAt",
                    "occurred_at",
                    "createdAt",
                    "created_at");

    private final JsonNode event;
    private final EventDraft draft;

    JsonEvent(JsonNode event, EventDraft draft) {
        this.event = event;
        this.draft = draft;
    }

    Outcome normalise() {
        String type =
                TYPES.stream()
                        .map(name -> Json.text(event, name))
                        .filter(Objects::nonNull)
                        .filter(JsonEvent::isName)
                        .findFirst()
                        .orElse(UNTOLD_TYPE);
        draft.unmapped(type);
        for (String name : TIMES) {
            if (draft.eventTimeIfReadable(event.path(name))) {
                break;
            }
        }
        return draft.outcome(type, CONTENT.of(event, Set.of()));
    }

    /** A type is short and of visible characters; what is longer would be a text of somebody's. */
    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_TYPE
                && text.chars().allMatch(letter -> letter > ' ' && letter < 0x7F);
    }
}
