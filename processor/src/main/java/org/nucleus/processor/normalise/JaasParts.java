package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Webhooks of JaaS that tell of several things: speaking times of many people, reactions of one.
 * Each part is the webhook with one of them, under a name that is the same in every delivery.
 *
 * @param name of the part, unique within the webhook
 * @param event as it would tell of this alone
 */
record JaasParts(String name, ObjectNode event) {
    private static final Set<String> LISTS =
            Set.of("SPEAKER_STATS", "REACTIONS", "AGGREGATED_REACTIONS", "USAGE");

    /** Whether it tells of a list of things that is empty: of nobody's speaking, of no reaction. */
    static boolean isOfNothing(String type, JsonNode data) {
        JsonNode things = "REACTIONS".equals(type) ? data.path("reactions") : data;
        return LISTS.contains(type) && things.isContainerNode() && things.isEmpty();
    }

    /** More than one, in the order given; none where the webhook tells of one thing. */
    static List<JaasParts> of(String type, JsonNode event) {
        JsonNode data = event.path("data");
        return switch (type) {
            case "SPEAKER_STATS" -> speakers(event, data);
            case "REACTIONS" -> reactions(event, data);
            default -> List.of();
        };
    }

    private static List<JaasParts> speakers(JsonNode event, JsonNode data) {
        List<JaasParts> parts = new ArrayList<>();
        if (data.size() > 1) {
            for (Map.Entry<String, JsonNode> speaker : data.properties()) {
                ObjectNode alone = copy(event);
                alone.putObject("data").set(speaker.getKey(), speaker.getValue());
                parts.add(new JaasParts(speaker.getKey(), alone));
            }
        }
        return parts;
    }

    private static List<JaasParts> reactions(JsonNode event, JsonNode data) {
        List<JaasParts> parts = new ArrayList<>();
        JsonNode reactions = data.path("reactions");
        if (reactions.isArray() && reactions.size() > 1) {
            for (int i = 0; i < reactions.size(); i++) {
                ObjectNode alone = copy(event);
                ObjectNode reaction = copy(data);
                reaction.putArray("reactions").add(reactions.get(i));
                alone.set("data", reaction);
                parts.add(new JaasParts(Integer.toString(i), alone));
            }
        }
        return parts;
    }

    /** Its members are shared: they are only read. */
    private static ObjectNode copy(JsonNode object) {
        ObjectNode copy = ((ObjectNode) object).objectNode();
        copy.setAll((ObjectNode) object);
        return copy;
    }
}
