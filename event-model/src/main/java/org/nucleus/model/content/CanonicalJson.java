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
final class CanonicalJson {
    private static final int TYPICAL = 512;

    private final StringBuilder out = new StringBuilder(TYPICAL);

    /** What is written in place of a member's value. */
    interface Member {
        /**
         * @param value missing where the name is one that was only to be added
         */
        void write(String name, JsonNode value);
    }

    /** Everything written so far. */
    String written() {
        return out.toString();
    }

    /** Any value, all of it. */
    void value(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> members(value, (name, member) -> value(member));
            case ARRAY -> elements(value, this::value);
            case STRING -> text(value.textValue());
            case NUMBER -> out.append(number(value.asText()));
            case BOOLEAN, NULL, MISSING, BINARY, POJO -> out.append(value);
        }
    }

    /** An object, each member as {@code each} writes it; of any other value all. */
    void members(JsonNode object, Member each) {
        members(object, Set.of(), Set.of(), each);
    }

    /** The same without the members {@code left}, and with those {@code added} where absent. */
    void members(JsonNode object, Set<String> left, Set<String> added, Member each) {
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

    /** An array, each element as {@code each} writes it; of any other value all. */
    void elements(JsonNode array, Consumer<JsonNode> each) {
        elements(array, ignored -> false, each);
    }

    /** The same without the elements {@code left}. */
    void elements(JsonNode array, Predicate<JsonNode> left, Consumer<JsonNode> each) {
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

    /** An array of that one element. */
    void one(JsonNode element, Consumer<JsonNode> each) {
        out.append('[');
        each.accept(element);
        out.append(']');
    }

    /** An array whose order says nothing: its elements are sorted by what {@code each} writes. */
    void unordered(JsonNode array, Consumer<JsonNode> each) {
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

    /** A string; lone surrogates are escaped too, which have no UTF-8. */
    void text(String text) {
        out.append('"');
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
        out.append('"');
    }

    private void escape(char c) {
        out.append("\\u%04x".formatted((int) c));
    }

    /** 1, 1.0 and 10e-1 → 1; a number whose exponent cannot be held stays as it is spelled. */
    private static String number(String spelled) {
        try {
            BigDecimal value = new BigDecimal(spelled);
            return value.signum() == 0 ? "0" : value.stripTrailingZeros().toString();
        } catch (ArithmeticException | NumberFormatException e) {
            return spelled;
        }
    }
}
