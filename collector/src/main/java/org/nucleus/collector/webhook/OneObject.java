package org.nucleus.collector.webhook;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.model.Violation;

import java.util.List;
import java.util.function.Function;

/** Reads deliveries of formats whose body is always one JSON object. */
public final class OneObject {
    private static final Violation NO_OBJECT =
            new Violation("", "json.object", "The body must be one JSON object.");

    private OneObject() {}

    /**
     * What {@code reader} makes of the body, which it may change; a body that is anything else is
     * taken and kept as failed.
     */
    public static Reading read(Delivery delivery, Function<ObjectNode, Reading> reader) {
        Slice body = Slice.of(delivery.body());
        return switch (EventJson.parse(body)) {
            case EventJson.Parsed.Value value when value.node() instanceof ObjectNode object ->
                    reader.apply(object);
            case EventJson.Parsed.Value ignored ->
                    new Reading.Taken(List.of(EventJson.unreadable(NO_OBJECT, body)));
            case EventJson.Parsed.Broken broken ->
                    new Reading.Taken(List.of(EventJson.unreadable(broken.violation(), body)));
        };
    }
}
