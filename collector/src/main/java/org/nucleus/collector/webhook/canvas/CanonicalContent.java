package org.nucleus.collector.webhook.canvas;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.EventJson;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;

/**
 * What a document says, whatever the order of its members, the spelling of its numbers ({@code 20},
 * {@code 20.0}, {@code 2e1}) and its escapes: each value written as its kind, its length and its
 * content.
 */
final class CanonicalContent {
    private static final int LONG_DIGITS = 18;

    private final StringBuilder content = new StringBuilder(512);

    private CanonicalContent() {}

    /** SHA-256 of the content, in hex; of nothing where {@code document} is missing. */
    static String sha256(JsonNode document) {
        CanonicalContent canonical = new CanonicalContent();
        canonical.add(document);
        return EventJson.sha256(
                Slice.of(canonical.content.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private void add(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> members(value);
            case ARRAY -> {
                content.append('[').append(value.size()).append(':');
                value.forEach(this::add);
            }
            case STRING -> text('"', value.textValue());
            case NUMBER -> text('#', number(value));
            case BOOLEAN -> content.append(value.booleanValue() ? 't' : 'f');
            case NULL -> content.append('n');
            case MISSING, BINARY, POJO -> content.append('-');
        }
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private void members(JsonNode object) {
        Map.Entry<String, JsonNode>[] members =
                object.properties().toArray(new Map.Entry[object.size()]);
        Arrays.sort(members, Map.Entry.comparingByKey());
        content.append('{').append(members.length).append(':');
        for (Map.Entry<String, JsonNode> member : members) {
            text('"', member.getKey());
            add(member.getValue());
        }
    }

    private void text(char kind, String text) {
        content.append(kind).append(text.length()).append(':').append(text);
    }

    private static String number(JsonNode value) {
        if (value.canConvertToLong() && value.isIntegralNumber()) {
            return Long.toString(value.longValue());
        }
        BigDecimal number = value.decimalValue().stripTrailingZeros();
        long digits = (long) number.precision() - number.scale();
        boolean whole = number.scale() <= 0 && digits <= LONG_DIGITS;
        return whole ? Long.toString(number.longValueExact()) : number.toString();
    }
}
