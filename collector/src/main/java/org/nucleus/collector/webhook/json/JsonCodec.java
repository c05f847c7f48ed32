package org.nucleus.collector.webhook.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.CommonRedaction;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.EventJson;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.EventId;
import org.nucleus.model.Violation;

import java.util.ArrayList;
import java.util.List;

/**
 * Any JSON: an object is one event, an array of objects is as many. An event is known by its
 * content alone, so the same sent again is the same event.
 */
public final class JsonCodec implements WebhookCodec {
    private static final String VERSION = "raw";

    @Override
    public Reading read(Delivery delivery) {
        Slice body = Slice.of(delivery.body());
        return switch (EventJson.parse(body)) {
            case EventJson.Parsed.Broken broken ->
                    new Reading.Taken(List.of(EventJson.unreadable(broken.violation(), body)));
            case EventJson.Parsed.Value value ->
                    new Reading.Taken(items(delivery.source(), value.node()));
        };
    }

    private static List<Item> items(String source, JsonNode document) {
        if (!document.isArray()) {
            return List.of(item(source, document, ""));
        }
        List<Item> items = new ArrayList<>(document.size());
        for (int i = 0; i < document.size(); i++) {
            items.add(item(source, document.get(i), "/" + i));
        }
        return items;
    }

    private static Item item(String source, JsonNode event, String pointer) {
        if (!event.isObject()) {
            Violation violation =
                    new Violation(pointer, "json.event.object", "An event is a JSON object.");
            return EventJson.unreadable(violation, Slice.of(EventJson.bytes(event)));
        }
        CommonRedaction.apply((ObjectNode) event);
        byte[] payload = EventJson.bytes(event);
        String id = EventId.of(source, EventJson.sha256(Slice.of(payload))).toString();
        return new Item.Good(id, id, VERSION, payload);
    }
}
