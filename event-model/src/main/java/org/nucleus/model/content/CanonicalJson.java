package org.nucleus.model.content;

import com.fasterxml.jackson.databind.JsonNode;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Writes JSON with one spelling for each value: names sorted, no white space, numbers by their
 * value. Two values are equal if their texts are. Of one thread.
 */
final class CanonicalJson implements ContentOut {
    private static final int TYPICAL = 512;

    private final StringBuilder out = new StringBuilder(TYPICAL);

    /** Everything written so far. */
    String written() {
        return out.toString();
    }

    @Override
    public void value(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> members(value, (name, member) -> value(member));
            case ARRAY -> elements(value, this::value);
            case STRING -> text(value.textValue());
            case NUMBER -> out.append(number(value.decimalValue()));
            case BOOLEAN, NULL -> out.append(value.asText());
            case MISSING, BINARY, POJO -> out.append(value);
        }
    }

    @Override
    public void members(JsonNode object, Set<String> left, Set<String> added, Member each) {
        if (!object.isObject()) {
            value(object);
            return;
        }
        char mark = '{';
        for (String name : names(object, left, added)) {
            out.append(mark);
            text(name);
            out.append(':');
            each.write(name, object.path(name));
            mark = ',';
        }
        out.append(mark == '{' ? "{}" : "}");
    }

    private static List<String> names(JsonNode object, Set<String> left, Set<String> added) {
        List<String> names = new ArrayList<>(object.size() + added.size());
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!left.contains(name)) {
                                names.add(name);
                            }
                        });
        for (String name : added) {
            if (!object.has(name)) {
                names.add(name);
            }
        }
        names.sort(null);
        return names;
    }

    @Override
    public void elements(JsonNode array, Predicate<JsonNode> left, Consumer<JsonNode> each) {
        if (!array.isArray()) {
            value(array);
            return;
        }
        char mark = '[';
        for (JsonNode element : array) {
            if (!left.test(element)) {
                out.append(mark);
                each.accept(element);
                mark = ',';
            }
        }
        out.append(mark == '[' ? "[]" : "]");
    }

    @Override
    public void one(JsonNode element, Consumer<JsonNode> each) {
        out.append('[');
        each.accept(element);
        out.append(']');
    }

    /** Its elements are sorted by what {@code each} writes. */
    @Override
    public void unordered(JsonNode array, Consumer<JsonNode> each) {
        int start = out.length();
        List<String> texts = new ArrayList<>();
        elements(
                array,
                element -> {
                    int from = out.length();
                    each.accept(element);
                    texts.add(out.substring(from));
                });
        if (texts.size() > 1) {
            texts.sort(null);
            out.setLength(start);
            out.append('[').append(String.join(",", texts)).append(']');
        }
    }

    /** Lone surrogates are escaped too, which have no UTF-8. */
    @Override
    public void text(String text) {
        out.append('"');
        if (isPlain(text)) {
            out.append(text);
        } else {
            escaped(text);
        }
        out.append('"');
    }

    /** Whether all of it stands for itself; most texts do. */
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\' || Character.isSurrogate(c)) {
                return false;
            }
        }
        return true;
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ') {
                escape(c);
            } else if (!Character.isSurrogate(c)) {
                out.append(c);
            } else if (i + 1 < text.length() && Character.isSurrogatePair(c, text.charAt(i + 1))) {
                out.append(c).append(text.charAt(++i));
            } else {
                escape(c);
            }
        }
    }

    private void escape(char c) {
        out.append("\\u%04x".formatted((int) c));
    }

    /** 1, 1.0 and 10e-1 → 1. */
    static String number(BigDecimal value) {
        try {
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
        } catch (ArithmeticException e) {
            return value.toString();
        }
    }
}
