package org.nucleus.collector.bulk;

import org.nucleus.collector.webhook.Item;

import java.time.Instant;
import java.util.List;

/** Reads the values of a large file in one format, for one source. Used by one thread. */
public interface LineReader {
    /**
     * The events in one value, and what of it is none; bad input is an {@link Item.Bad}, never
     * thrown. A bad item with an empty payload is told, and not kept on the log.
     *
     * @param receivedTime when it came
     */
    List<Item> read(Piece.Text line, Instant receivedTime);
}
