package org.nucleus.processor.normalise;

import org.nucleus.model.EventId;

/**
 * One person's answer to a poll, which a webhook brings when it is given and the callback again
 * after the meeting: under the one id, so that only the first to come goes on.
 */
final class BbbAnswer {
    private BbbAnswer() {}

    static String eventId(String source, String meeting, String poll, String person) {
        return EventId.of(source, "answered|" + meeting + "|" + poll + "|" + person).toString();
    }
}
