package org.nucleus.collector.xapi;

import com.fasterxml.jackson.core.JsonToken;

import org.nucleus.collector.json.JsonReader;
import org.nucleus.collector.json.MemberNames;

import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * The place in the JSON of a request where validation stands: moves over members and elements,
 * checks the type of each value and notes every violation with its pointer. The input is read once,
 * and text is looked at in the reader's own buffer. A {@code where} is the name of a rule's
 * subject, such as {@code verb.id}.
 */
final class Cursor {
    private final JsonReader reader;
    private final Violations violations;
    private final XapiVersion version;
    private final MemberNames keys = new MemberNames();
    private Draft draft;
    private Blanks blanks;

    Cursor(JsonReader reader, Violations violations, XapiVersion version) {
        this.reader = reader;
        this.violations = violations;
        this.version = version;
    }

    XapiVersion version() {
        return version;
    }

    /** Where values are noted that no rule looks at beyond their shape, from now on. */
    void note(Blanks noted) {
        blanks = noted;
    }

    /** Starts the statement whose facts the following calls find. */
    Draft begin() {
        draft = new Draft();
        return draft;
    }

    /** The statement being read. */
    Draft draft() {
        return draft;
    }

    /** Names given so far in the open maps. */
    MemberNames keys() {
        return keys;
    }

    /** Moves to the next token; false at the end of the input. */
    boolean next() {
        return reader.next() != null;
    }

    /** Moves to the value of the object's next member and returns its name, or null at the end. */
    String member() {
        String name = name();
        if (name != null) {
            reader.next();
        }
        return name;
    }

    /**
     * Moves to the name of the object's next member, which may be checked as a text before its
     * value is read with {@link #next}; null at the end.
     */
    String name() {
        return reader.next() == JsonToken.FIELD_NAME ? reader.name() : null;
    }

    /** Moves to the array's next element; false at its end. */
    boolean element() {
        return reader.next() != JsonToken.END_ARRAY;
    }

    JsonToken token() {
        return reader.token();
    }

    /** Passes over the object that begins here and ends before that byte of the input. */
    void pass(int end) {
        reader.pass(end);
    }

    /** Byte offset of the current token, from the start of the input. */
    int tokenStart() {
        return reader.tokenStart();
    }

    /** Byte offset after the current token. */
    int tokenEnd() {
        return reader.tokenEnd();
    }

    /** Whether the current value is an object; if not, that is noted and it is passed over. */
    boolean object(String where) {
        return reader.token() == JsonToken.START_OBJECT || mistyped(where, "an object");
    }

    /** Whether the current value is an array; if not, that is noted and it is passed over. */
    boolean array(String where) {
        return reader.token() == JsonToken.START_ARRAY || mistyped(where, "an array");
    }

    /** Whether the current value is a boolean; if not, that is noted and it is passed over. */
    boolean bool(String where) {
        if (!reader.token().isBoolean()) {
            return mistyped(where, "a boolean");
        }
        blanks.flag(reader.tokenStart(), reader.tokenEnd());
        return true;
    }

    /** Whether the current value is a number; if not, that is noted and it is passed over. */
    boolean number(String where) {
        return reader.token().isNumeric() || mistyped(where, "a number");
    }

    /** Whether the current value is a text of that shape; if not, that is noted. */
    boolean text(String where, Shape shape) {
        if (reader.token() != JsonToken.VALUE_STRING) {
            return mistyped(where, "a string");
        }
        if (blank(shape)) {
            return true;
        }
        violation(where, shape.kind(), shape.sentence());
        return false;
    }

    /** Like {@link #fits}; a text that is may be any other of the shape as well. */
    boolean blank(Shape shape) {
        boolean fits = fits(shape);
        if (fits) {
            blanks.text(reader.tokenStart(), reader.tokenEnd(), shape);
        }
        return fits;
    }

    /** Whether the current text is of that shape; nothing is noted. */
    boolean fits(Shape shape) {
        if (shape == Shape.ANY) {
            return true;
        }
        char[] chars = reader.chars();
        return shape.fits(chars, 0, reader.charCount());
    }

    /** Whether the current text is that one. */
    boolean is(String text) {
        blanks.lookedAt(reader.tokenStart());
        return reader.is(text);
    }

    /** The statement's id, a uuid that the current text was found to be. */
    UUID id() {
        blanks.isId();
        return Hex.toUuid(reader.chars(), 0);
    }

    /** Keeps the current number; false when its exponent is beyond comparison. */
    boolean keep(ScoreNumbers numbers, int which) {
        blanks.number(reader.tokenStart(), reader.tokenEnd(), numbers, which);
        char[] chars = reader.chars();
        return numbers.keep(which, chars, reader.charCount());
    }

    /** Like {@link #text}, for a timestamp of the request's version. */
    boolean timestamp(String where) {
        return text(
                where,
                switch (version) {
                    case V1_0_3 -> Shape.TIMESTAMP_1_0;
                    case V2_0_0 -> Shape.TIMESTAMP_2_0;
                });
    }

    /** The text of the current value, for the few that are kept. */
    String kept() {
        blanks.lookedAt(reader.tokenStart());
        return reader.text();
    }

    /** The current text, by which the statement's actor is known. */
    String subject() {
        blanks.isActor();
        return reader.text();
    }

    /** Keeps the actor of the statement, whose canonical id is made of its {@link #subject}. */
    void actor(String subject, UnaryOperator<String> naming) {
        draft.actor(naming.apply(subject));
        blanks.naming(naming);
    }

    /** The current number where it is a whole one, not negative, of up to 18 digits; else -1. */
    long count() {
        if (reader.token() != JsonToken.VALUE_NUMBER_INT) {
            return -1;
        }
        String digits = reader.text();
        return digits.length() > 18 || digits.charAt(0) == '-' ? -1 : Long.parseLong(digits);
    }

    /** Adds a member's bit to those seen; a member given twice is noted. */
    int once(int seen, int bit) {
        if ((seen & bit) != 0) {
            duplicate();
        }
        return seen | bit;
    }

    /** At the end of an object: notes that it lacks a member, unless the bit was seen. */
    void require(int seen, int bit, String where) {
        if ((seen & bit) == 0) {
            violation(where, "missing", "is required");
        }
    }

    /** Notes a member that the object does not have, and passes over it. */
    void unknown(String where) {
        violation(where, "unknown", "has no such property; names are case-sensitive");
        skip();
    }

    /** Notes a name given twice in one object. */
    void duplicate() {
        violations.add(pointer(), "json.duplicate", "an object must not hold a name twice");
    }

    /** Notes a broken rule at the current value, or after an object's end at that object. */
    void violation(String where, String kind, String sentence) {
        violationAt("", where, kind, sentence);
    }

    /** Notes a broken rule below the current value, e.g. at {@code /raw}. */
    void violationAt(String below, String where, String kind, String sentence) {
        violations.add(pointer() + below, "xapi." + where + "." + kind, where + " " + sentence);
    }

    /** JSON pointer of the current value. */
    String pointer() {
        return reader.pointer();
    }

    private boolean mistyped(String where, String type) {
        if (reader.token() == JsonToken.VALUE_NULL) {
            violation(where, "null", "must not be null");
        } else {
            violation(where, "type", "must be " + type);
            skip();
        }
        return false;
    }

    /** Passes over the current value, whatever it is, noting names given twice inside it. */
    void skip() {
        int depth = 0;
        JsonToken token = reader.token();
        while (true) {
            if (token == JsonToken.FIELD_NAME) {
                if (!keys.add(reader.name())) {
                    duplicate();
                }
            } else if (token == JsonToken.START_OBJECT) {
                keys.open();
                depth++;
            } else if (token == JsonToken.START_ARRAY) {
                depth++;
            } else if (token == JsonToken.END_OBJECT) {
                keys.close();
                depth--;
            } else if (token == JsonToken.END_ARRAY) {
                depth--;
            }
            if (depth == 0) {
                return;
            }
            token = reader.next();
        }
    }
}
