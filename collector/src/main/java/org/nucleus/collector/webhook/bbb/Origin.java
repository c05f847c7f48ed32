package org.nucleus.collector.webhook.bbb;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.EventJson;
import org.nucleus.model.EventId;

/**
 * What a delivery says about all of its events.
 *
 * @param source the registered way in
 * @param domain of the server, as sent; empty where it is not told
 * @param timestamp when it was tried first, the same in every retry, as sent; empty where it is not
 *     told
 */
record Origin(String source, String domain, String timestamp) {
    /** Equal in every try of the same event; its neighbours in the body do not count. */
    String eventId(Slice event) {
        return EventId.of(source, domain + "|" + timestamp + "|" + EventJson.sha256(event))
                .toString();
    }

    /** Equal for the same bytes; other bytes about the same meeting are a revision of its own. */
    String callbackId(String meeting, Slice body) {
        return EventId.of(source, "callback|" + meeting + "|" + EventJson.sha256(body)).toString();
    }
}
