package org.nucleus.collector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.model.Violation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * Takes a body apart that holds events of a format alone, in arrays, or as services of AWS pass
 * them on: the answer of SQS to a receive ({@code Messages[]}), one message ({@code Body}), what
 * Lambda gets of SQS and SNS ({@code Records[]} with {@code body} or {@code Sns}), notifications of
 * SNS ({@code Message}). What is around the events is not kept.
 */
public final class Unwrapping {
    private static final int MOST_WRAPPINGS = 3;
    private static final String NOTIFICATION = "Notification";

    private final Violation strange;
    private final Function<ObjectNode, List<Item>> events;

    /**
     * @param strange about a value that is neither an event nor around one
     * @param events reads one object, which it may change; pointers of violations begin there
     */
    public Unwrapping(Violation strange, Function<ObjectNode, List<Item>> events) {
        this.strange = Objects.requireNonNull(strange, "strange is null");
        this.events = Objects.requireNonNull(events, "events is null");
    }

    /**
     * All that is in the body, in its order; none where there is nothing to keep. Of bytes that are
     * no JSON object only length and digest are kept, because secrets cannot be told from the rest
     * there.
     */
    public List<Item> items(Slice body) {
        List<Item> items = new ArrayList<>(1);
        read(body, new Place("", MOST_WRAPPINGS), items);
        return items;
    }

    /** Where in the delivery a value is, and how often what it wraps may be unwrapped yet. */
    private record Place(String pointer, int wrappings) {
        Place inside(String member) {
            return new Place(pointer + member, wrappings);
        }

        Place unwrapped(String member) {
            return new Place(pointer + member, wrappings - 1);
        }
    }

    private void read(Slice text, Place place, List<Item> items) {
        switch (EventJson.parse(text)) {
            case EventJson.Parsed.Value value -> read(value.node(), place, items);
            case EventJson.Parsed.Broken broken ->
                    items.add(EventJson.unreadable(broken.violation().under(place.pointer), text));
        }
    }

    private void read(JsonNode node, Place place, List<Item> items) {
        if (!node.isContainerNode() || (node.isArray() && node.isEmpty())) {
            items.add(strange(node, place));
        } else if (node.isArray()) {
            each(node, place, items);
        } else if (node.path("Messages").isArray()) {
            each(node.get("Messages"), place.inside("/Messages"), items);
        } else if (node.path("Records").isArray()) {
            each(node.get("Records"), place.inside("/Records"), items);
        } else if (node.path("Body").isTextual()) {
            unwrap(node, "Body", place, items);
        } else if (node.path("body").isTextual() && node.path("messageId").isTextual()) {
            unwrap(node, "body", place, items);
        } else if (isFromSns(node.path("Sns"))) {
            notification(node.get("Sns"), place.inside("/Sns"), items);
        } else if (isFromSns(node)) {
            notification(node, place, items);
        } else {
            for (Item item : events.apply((ObjectNode) node)) {
                items.add(placed(item, place));
            }
        }
    }

    private void each(JsonNode array, Place place, List<Item> items) {
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
    private void notification(JsonNode node, Place place, List<Item> items) {
        if (NOTIFICATION.equals(node.get("Type").textValue())) {
            unwrap(node, "Message", place, items);
        }
    }

    private void unwrap(JsonNode node, String member, Place place, List<Item> items) {
        if (place.wrappings == 0) {
            items.add(strange(node, place));
            return;
        }
        byte[] text = node.get(member).textValue().getBytes(StandardCharsets.UTF_8);
        read(Slice.of(text), place.unwrapped("/" + member), items);
    }

    private Item strange(JsonNode node, Place place) {
        return EventJson.unreadable(strange.under(place.pointer), Slice.of(EventJson.bytes(node)));
    }

    private static Item placed(Item item, Place place) {
        return switch (item) {
            case Item.Good good -> good;
            case Item.Bad bad ->
                    new Item.Bad(
                            bad.violations().stream()
                                    .map(violation -> violation.under(place.pointer))
                                    .toList(),
                            bad.payload());
        };
    }
}
