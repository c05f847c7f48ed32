package org.nucleus.collector.http;

import org.nucleus.collector.bulk.LineReader;
import org.nucleus.collector.bulk.Piece;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.Item;
import org.nucleus.model.Format;
import org.nucleus.model.Source;
import org.nucleus.model.Violation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Refuses, of lines that break no other rule, what their source writes outside its namespaces;
 * unlike at the doors of single requests the neighbours are not harmed.
 */
record GrantedLines(Source source, LineReader reader) implements LineReader {
    /** The reader, under the namespaces of the source where it has any and they count. */
    static LineReader of(Source source, LineReader reader) {
        boolean counts = source.format() == Format.XAPI || source.format() == Format.CALIPER;
        return counts && !source.policy().namespaces().isEmpty()
                ? new GrantedLines(source, reader)
                : reader;
    }

    @Override
    public List<Item> read(Piece.Text line, Instant receivedTime) {
        List<Item> items = new ArrayList<>();
        for (Item item : reader.read(line, receivedTime)) {
            items.add(item instanceof Item.Good good ? granted(good) : item);
        }
        return items;
    }

    private Item granted(Item.Good good) {
        Slice json = Slice.of(good.payload());
        List<Violation> ungranted =
                source.format() == Format.XAPI
                        ? Namespaces.ofStatement(source.policy(), json)
                        : Namespaces.ofEvent(source.policy(), json);
        return ungranted.isEmpty() ? good : new Item.Bad(ungranted, good.payload());
    }
}
