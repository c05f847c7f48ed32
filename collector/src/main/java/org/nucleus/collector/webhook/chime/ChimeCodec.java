package org.nucleus.collector.webhook.chime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.EventJson;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.Violation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Events of the Amazon Chime SDK: the EventBridge envelope as API destinations post it, as SQS
 * carries it, and inside the {@code Message} of an SNS notification, itself plain or in SQS. An
 * array of any of these, and the answer of SQS to a receive, are each of what is in them.
 *
 * <p>Nothing is refused: EventBridge drops what is answered with a 4xx.
 */
public final class ChimeCodec implements WebhookCodec {
    private static final int MOST_WRAPPINGS = 3;
    private static final String NOTIFICATION = "Notification";

    @Override
    public Reading read(Delivery delivery) {
        List<Item> items = new ArrayList<>(1);
        read(Slice.of(delivery.body()), new Place(delivery.source(), "", MOST_WRAPPINGS), items);
        return new Reading.Taken(items);
    }

    /** Where in the delivery a value is, and how often what it wraps may be unwrapped yet. */
    private record Place(String source, String pointer, int wrappings) {
        Place inside(String member) {
            return new Place(source, pointer + member, wrappings);
        }

        Place unwrapped(String member) {
            return new Place(source, pointer + member, wrappings - 1);
        }
    }

    private static void read(Slice text, Place place, List<Item> items) {
        switch (EventJson.parse(text)) {
            case EventJson.Parsed.Value value -> read(value.node(), place, items);
            case EventJson.Parsed.Broken broken ->
                    items.add(EventJson.unreadable(broken.violation().under(place.pointer), text));
        }
    }

    private static void read(JsonNode node, Place place, List<Item> items) {
        if (!node.isContainerNode()) {
            items.add(strange(node, place));
        } else if (node.isArray()) {
            each(node, place, items);
        } else if (node.path("Messages").isArray()) {
            each(node.get("Messages"), place.inside("/Messages"), items);
        } else if (node.path("Body").isTextual()) {
            unwrap(node, "Body", place, items);
        } else if (isFromSns(node)) {
            notification(node, place, items);
        } else {
            items.add(ChimeEvent.item((ObjectNode) node, place.source, place.pointer));
        }
    }

    private static void each(JsonNode array, Place place, List<Item> items) {
        for (int i = 0; i < array.size(); i++) {
            read(array.get(i), place.inside("/" + i), items);
        }
    }

    private static boolean isFromSns(JsonNode node) {
        return node.path("Type").isTextual()
                && node.path("TopicArn").isTextual()
                && node.path("Message").isTextual();
    }

    /** What SNS says about a subscription is no event and holds a token: nothing of it is kept. */
    private static void notification(JsonNode node, Place place, List<Item> items) {
        if (NOTIFICATION.equals(node.get("Type").textValue())) {
            unwrap(node, "Message", place, items);
        }
    }

    private static void unwrap(JsonNode node, String member, Place place, List<Item> items) {
        if (place.wrappings == 0) {
            items.add(strange(node, place));
            return;
        }
        byte[] text = node.get(member).textValue().getBytes(StandardCharsets.UTF_8);
        read(Slice.of(text), place.unwrapped("/" + member), items);
    }

    private static Item strange(JsonNode node, Place place) {
        return EventJson.unreadable(
                new Violation(place.pointer, "chime.envelope", "This is no EventBridge envelope."),
                Slice.of(EventJson.bytes(node)));
    }
}
