package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.UuidText;

import java.util.Map;
import java.util.Set;

/**
 * Sixty-four bits of what a sender said, so that an event sent again is told from another one under
 * the same id. Members' order does not count, nor does the case of uuids. What makes statements
 * equal is for {@link org.nucleus.model.content.StatementContent} to say.
 */
final class ContentHash {
    private static final long OBJECT = 0x9E3779B97F4A7C15L;
    private static final long ARRAY = 0xC2B2AE3D27D4EB4FL;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private final Set<String> ignored;

    /**
     * @param ignored members left out wherever they are
     */
    ContentHash(Set<String> ignored) {
        this.ignored = Set.copyOf(ignored);
    }

    /**
     * @param ignoredAtTop members of {@code document} itself that are left out
     */
    long of(JsonNode document, Set<String> ignoredAtTop) {
        long sum = OBJECT;
        for (Map.Entry<String, JsonNode> member : document.properties()) {
            if (!ignoredAtTop.contains(member.getKey())) {
                sum += hash(member);
            }
        }
        return mix(sum);
    }

    private long hash(Map.Entry<String, JsonNode> member) {
        String name = member.getKey();
        if (ignored.contains(name)) {
            return 0;
        }
        return mix(hash(name) * FNV_PRIME + hash(member.getValue()));
    }

    private long hash(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT -> of(value, Set.of());
            case ARRAY -> hashItems(value);
            case STRING -> hash(UuidText.folded(value.textValue()));
            case NUMBER -> mix(Double.doubleToLongBits(value.doubleValue()));
            case BOOLEAN -> value.booleanValue() ? 3 : 2;
            case POJO -> hash(value.toString());
            case NULL, MISSING, BINARY -> 1;
        };
    }

    private long hashItems(JsonNode array) {
        long hash = ARRAY;
        for (JsonNode item : array) {
            hash = mix(hash * FNV_PRIME + hash(item));
        }
        return hash;
    }

    private static long hash(String text) {
        long hash = FNV_OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * FNV_PRIME;
        }
        return mix(hash);
    }

    private static long mix(long value) {
        long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
        return mixed ^ (mixed >>> 31);
    }
}
