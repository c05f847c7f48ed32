package org.nucleus.collector.webhook.bbb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.EventJson;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.Violation;

import java.util.ArrayList;
import java.util.List;

/**
 * What BigBlueButton sends to one address: the form of bbb-webhooks 2 and 3 ({@code domain}, {@code
 * event} with a JSON array, {@code timestamp}), mapped or raw, and the JSON of the
 * learning-analytics callback. Events as plain JSON, one or an array, are read too.
 *
 * <p>Nothing is refused: bbb-webhooks deletes the hook after what is answered with a 4xx, and the
 * callback comes once.
 */
public final class BbbCodec implements WebhookCodec {
    private final BbbRedaction redaction;

    /**
     * @param keepsTexts whether the texts of chat, shared notes and captions are kept, and not only
     *     their length and SHA-256
     */
    public BbbCodec(boolean keepsTexts) {
        this.redaction = new BbbRedaction(keepsTexts);
    }

    @Override
    public Reading read(Delivery delivery) {
        Slice body = Slice.of(delivery.body());
        List<Item> items = new ArrayList<>(1);
        if (JsonElements.isJson(body)) {
            read(body, "", new Origin(delivery.source(), "", ""), items);
            return new Reading.Taken(items);
        }
        FormBody form = FormBody.of(body);
        List<Slice> events = form.all("event");
        Origin origin = new Origin(delivery.source(), form.text("domain"), form.text("timestamp"));
        for (Slice event : events) {
            read(event, "/event", origin, items);
        }
        if (events.isEmpty()) {
            items.add(
                    EventJson.unreadable(
                            new Violation("/event", "bbb.required", "The form has no event."),
                            body));
        }
        return new Reading.Taken(items);
    }

    private void read(Slice array, String pointer, Origin origin, List<Item> items) {
        JsonElements elements = JsonElements.of(array);
        for (int i = 0; i < elements.slices().size(); i++) {
            String place = elements.isArray() ? pointer + "/" + i : pointer;
            items.add(item(elements.slices().get(i), place, origin));
        }
    }

    private Item item(Slice text, String pointer, Origin origin) {
        return switch (EventJson.parse(text)) {
            case EventJson.Parsed.Broken broken ->
                    EventJson.unreadable(broken.violation().under(pointer), text);
            case EventJson.Parsed.Value value -> item(value.node(), text, pointer, origin);
        };
    }

    private Item item(JsonNode node, Slice text, String pointer, Origin origin) {
        if (!node.isObject()) {
            return EventJson.unreadable(
                    new Violation(pointer, "bbb.event", "The event is not an object."), text);
        }
        Shape shape = Shape.of(node);
        String meeting = shape == Shape.NONE ? null : shape.meeting(node);
        redaction.apply((ObjectNode) node);
        byte[] payload = EventJson.bytes(node);
        return switch (shape) {
            case WEBHOOK, RAW ->
                    new Item.Good(
                            origin.eventId(text),
                            meeting == null ? origin.source() : meeting,
                            shape.version(),
                            payload);
            case CALLBACK ->
                    meeting == null
                            ? bad(pointer + "/internal_meeting_id", payload)
                            : new Item.Good(
                                    origin.callbackId(meeting, text),
                                    meeting,
                                    shape.version(),
                                    payload);
            case NONE -> bad(pointer + "/data/id", payload);
        };
    }

    private static Item bad(String pointer, byte[] payload) {
        return new Item.Bad(
                List.of(new Violation(pointer, "bbb.required", "This member is required.")),
                payload);
    }
}
