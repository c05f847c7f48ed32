package org.nucleus.collector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.AddressName;

import java.util.Iterator;
import java.util.Map;

/** What a format's own redaction does with a member; comes after {@link CommonRedaction}. */
@FunctionalInterface
public interface MemberRule {
    /**
     * What to keep of a member.
     *
     * @param name its name as {@link AddressName#folded}; of an element, the name of its array
     * @param value its value
     * @return {@code value} itself to go on inside of it, another one in its place, or null to cut
     *     the member
     */
    JsonNode kept(String name, JsonNode value);

    /** Applies the rule to every member of {@code event} at any depth, in place. */
    default void apply(ObjectNode event) {
        Iterator<Map.Entry<String, JsonNode>> members = event.properties().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            JsonNode value = member.getValue();
            JsonNode kept = keptWithin(FoldedNames.MEMO.of(member.getKey()), value);
            if (kept == null) {
                members.remove();
            } else {
                member.setValue(kept);
            }
        }
    }

    /**
     * A rule that gives the very value back has nothing to say about it: its parts are looked at.
     */
    @SuppressWarnings("ReferenceEquality")
    private JsonNode keptWithin(String name, JsonNode value) {
        JsonNode kept = kept(name, value);
        if (kept != value) {
            return kept;
        }
        if (value instanceof ObjectNode object) {
            apply(object);
        } else if (value instanceof ArrayNode array) {
            for (int i = array.size() - 1; i >= 0; i--) {
                JsonNode element = keptWithin(name, array.get(i));
                if (element == null) {
                    array.remove(i);
                } else {
                    array.set(i, element);
                }
            }
        }
        return value;
    }
}
