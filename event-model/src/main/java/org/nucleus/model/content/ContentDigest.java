package org.nucleus.model.content;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Makes sixty-four bits of content, without a text and without sorting: hashes of members are added
 * up. Not for whom somebody wants to deceive.
 */
final class ContentDigest implements ContentOut {
    private static final long OBJECT = 0x9E3779B97F4A7C15L;
    private static final long ARRAY = 0xC2B2AE3D27D4EB4FL;
    private static final long NUMBER = 0x165667B19E3779F9L;
    private static final long BARE = 0x27D4EB2F165667C5L;
    private static final int MOST_DIGITS = 18;
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private long last;

    /** The hash of the value that went out last. */
    long hash() {
        return last;
    }

    @Override
    public void value(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> members(value, (name, member) -> value(member));
            case ARRAY -> elements(value, this::value);
            case STRING -> text(value.textValue());
            case NUMBER -> last = number(value);
            case BOOLEAN, NULL -> last = mix(hash(value.asText()) + BARE);
            case MISSING, BINARY, POJO -> last = mix(hash(value.toString()) + BARE);
        }
    }

    @Override
    public void text(String text) {
        last = hash(text);
    }

    @Override
    public void members(JsonNode object, Set<String> left, Set<String> added, Member each) {
        if (!object.isObject()) {
            value(object);
            return;
        }
        long sum = OBJECT;
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (!left.contains(member.getKey())) {
                each.write(member.getKey(), member.getValue());
                sum += mix(hash(member.getKey()) * FNV_PRIME + last);
            }
        }
        for (String name : added) {
            if (!object.has(name)) {
                each.write(name, object.path(name));
                sum += mix(hash(name) * FNV_PRIME + last);
            }
        }
        last = mix(sum);
    }

    @Override
    public void elements(JsonNode array, Predicate<JsonNode> left, Consumer<JsonNode> each) {
        if (!array.isArray()) {
            value(array);
            return;
        }
        long hash = ARRAY;
        for (JsonNode element : array) {
            if (!left.test(element)) {
                each.accept(element);
                hash = mix(hash * FNV_PRIME + last);
            }
        }
        last = hash;
    }

    @Override
    public void one(JsonNode element, Consumer<JsonNode> each) {
        each.accept(element);
        long hash = ARRAY;
        last = mix(hash * FNV_PRIME + last);
    }

    @Override
    public void unordered(JsonNode array, Consumer<JsonNode> each) {
        if (!array.isArray()) {
            value(array);
            return;
        }
        long sum = ARRAY;
        for (JsonNode element : array) {
            each.accept(element);
            sum += mix(last);
        }
        last = mix(sum);
    }

    /** Whole numbers of up to 18 digits as such, however they are spelled; others as text. */
    private static long number(JsonNode value) {
        if (value.isInt()) {
            return mix(NUMBER ^ value.intValue());
        }
        BigDecimal number = value.decimalValue();
        long digits = (long) number.precision() - number.scale();
        if (number.signum() == 0 || (digits <= MOST_DIGITS && isWhole(number))) {
            return mix(NUMBER ^ number.longValue());
        }
        return mix(hash(CanonicalJson.number(number)) + NUMBER);
    }

    private static boolean isWhole(BigDecimal number) {
        return number.scale() <= 0 || number.stripTrailingZeros().scale() <= 0;
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
