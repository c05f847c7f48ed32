package org.nucleus.collector.caliper;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the values that are no entities, and notes those that are not written as Caliper writes
 * them. Before each call the parser stands on the value's first token, after it on the last.
 */
final class PlainReader {
    private static final String TEXT_RULE = "caliper.text";
    private static final Pattern WHOLE = Pattern.compile("-?\\d+\\.0+");

    private final JsonParser parser;
    private final JsonWalk walk;
    private final Violations violations;

    PlainReader(JsonParser parser, JsonWalk walk, Violations violations) {
        this.parser = parser;
        this.walk = walk;
        this.violations = violations;
    }

    /** Reads the value of a property that holds no entities. */
    void read(Property.Shape shape) throws IOException {
        JsonToken token = parser.currentToken();
        switch (shape) {
            case TIME -> time();
            case DURATION -> duration();
            case TEXT -> expect(token == JsonToken.VALUE_STRING, TEXT_RULE, "must be text");
            case TEXTS -> texts(null);
            case TEXT_OR_TEXTS -> textOrTexts();
            case DECIMAL -> expect(token.isNumeric(), "caliper.number", "must be a number");
            case INTEGER -> expect(isWhole(), "caliper.integer", "must be an integer");
            case COUNT -> expect(isCount(), "caliper.count", "must be an integer, 0 or more");
            case BOOLEAN -> expect(token.isBoolean(), "caliper.boolean", "must be true or false");
            case MAP -> map();
            case ROLES -> texts(Terms.ROLES);
            case STATUS -> term(Terms.STATUSES);
            case METRIC -> term(Terms.METRICS);
            case IDENTIFIER_TYPE -> term(Terms.IDENTIFIER_TYPES);
        }
    }

    /** Notes that a value that was cut began otherwise than one of that shape does. */
    void kind(Property.Shape shape, JsonToken first) {
        if (first == JsonToken.VALUE_NULL) {
            return;
        }
        if (shape == Property.Shape.MAP && first != JsonToken.START_OBJECT) {
            violations.add("caliper.map", "must be an object");
        } else if (shape == Property.Shape.TEXT && first != JsonToken.VALUE_STRING) {
            violations.add(TEXT_RULE, "must be text");
        }
    }

    /** Reads the text of an IRI or of a blank node identifier. */
    void iri() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            walk.refuse(TEXT_RULE, "must be text");
            return;
        }
        boolean valid =
                Lexical.isIriOrBlank(
                        parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
        if (!valid) {
            violations.add("caliper.iri", "must be an absolute IRI");
        }
    }

    /** Reads text; null when it is none. */
    String text() throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            walk.refuse(TEXT_RULE, "must be text");
            return null;
        }
        return parser.getText();
    }

    /** Reads the text of a date and time. */
    void time() throws IOException {
        boolean valid =
                parser.currentToken() == JsonToken.VALUE_STRING
                        && Lexical.epochMillis(
                                        parser.getTextCharacters(),
                                        parser.getTextOffset(),
                                        parser.getTextLength())
                                != Lexical.NO_TIME;
        if (!valid) {
            walk.refuse(
                    "caliper.time",
                    "must be a date and time as YYYY-MM-DDTHH:mm:ss.SSSZ, of the years 1 to 9999");
        }
    }

    /** Reads a term; any text when there is no vocabulary. */
    void term(Set<String> vocabulary) throws IOException {
        String text = text();
        if (text != null && vocabulary != null && !vocabulary.contains(text)) {
            violations.addUnknownTerm("", "caliper.term", "must be a term of Caliper's");
        }
    }

    private void duration() throws IOException {
        String text = text();
        if (text != null && !Lexical.isDuration(text)) {
            violations.add("caliper.duration", "must be an ISO 8601 duration");
        }
    }

    private void texts(Set<String> vocabulary) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            walk.refuse("caliper.list", "must be an array of texts");
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            term(vocabulary);
        }
    }

    private void textOrTexts() throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            texts(null);
        } else {
            text();
        }
    }

    private void map() throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            violations.add("caliper.map", "must be an object");
        }
        walk.opaque();
    }

    private void expect(boolean fulfilled, String rule, String message) throws IOException {
        if (!fulfilled) {
            walk.refuse(rule, message);
        }
    }

    private boolean isCount() throws IOException {
        return isWhole() && parser.getTextCharacters()[parser.getTextOffset()] != '-';
    }

    /** {@code 2}, and {@code 2.0} as an example of the specification has it. */
    private boolean isWhole() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_NUMBER_INT -> true;
            case VALUE_NUMBER_FLOAT -> WHOLE.matcher(parser.getText()).matches();
            default -> false;
        };
    }
}
