package org.nucleus.collector.xapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * JSON with one spelling for each value: names sorted, no white space, numbers by their value. Two
 * values are equal if their texts are.
 */
sealed interface CanonicalJson {
    /** An object; its names iterate in order. */
    record Members(SortedMap<String, CanonicalJson> byName) implements CanonicalJson {}

    /** An array. */
    record Elements(List<CanonicalJson> list) implements CanonicalJson {}

    /** A string. */
    record Text(String value) implements CanonicalJson {}

    /** A number, true, false or null, as it is written. */
    record Bare(String spelled) implements CanonicalJson {}

    /** The value that starts at the parser's current token, which must be valid JSON. */
    static CanonicalJson read(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                SortedMap<String, CanonicalJson> members = new TreeMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String name = parser.currentName();
                    parser.nextToken();
                    members.put(name, read(parser));
                }
                yield new Members(members);
            }
            case START_ARRAY -> {
                List<CanonicalJson> elements = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    elements.add(read(parser));
                }
                yield new Elements(elements);
            }
            case VALUE_STRING -> new Text(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new Bare(number(parser.getText()));
            case VALUE_TRUE, VALUE_FALSE, VALUE_NULL -> new Bare(parser.getText());
            case FIELD_NAME, END_OBJECT, END_ARRAY, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new IllegalStateException("no value starts here");
        };
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

    /** The text of the value. */
    default String written() {
        StringBuilder out = new StringBuilder();
        write(out);
        return out.toString();
    }

    private void write(StringBuilder out) {
        switch (this) {
            case Members members -> {
                char mark = '{';
                for (Map.Entry<String, CanonicalJson> member : members.byName().entrySet()) {
                    quote(member.getKey(), out.append(mark));
                    member.getValue().write(out.append(':'));
                    mark = ',';
                }
                out.append(mark == '{' ? "{}" : "}");
            }
            case Elements elements -> {
                char mark = '[';
                for (CanonicalJson element : elements.list()) {
                    element.write(out.append(mark));
                    mark = ',';
                }
                out.append(mark == '[' ? "[]" : "]");
            }
            case Text text -> quote(text.value(), out);
            case Bare bare -> out.append(bare.spelled());
        }
    }

    /** Escapes lone surrogates too, which have no UTF-8. */
    private static void quote(String text, StringBuilder out) {
        out.append('"');
        text.codePoints()
                .forEach(
                        point -> {
                            if (point == '"' || point == '\\') {
                                out.append('\\').append((char) point);
                            } else if (point < ' ' || (point >= 0xD800 && point <= 0xDFFF)) {
                                out.append("\\u%04x".formatted(point));
                            } else {
                                out.appendCodePoint(point);
                            }
                        });
        out.append('"');
    }
}
