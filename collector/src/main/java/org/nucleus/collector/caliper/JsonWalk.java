package org.nucleus.collector.caliper;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.nucleus.collector.json.MemberNames;

import java.io.IOException;

/**
 * Goes through an item's JSON without knowing what it means: notes duplicate names and broken
 * rules, and marks for cutting what is never stored. Before each call the parser stands on the
 * value's first token, after it on the last.
 */
final class JsonWalk {
    private final JsonParser parser;
    private final byte[] body;
    private final Violations violations;
    private final MemberNames names = new MemberNames();
    private final Cuts cuts = new Cuts();

    JsonWalk(JsonParser parser, byte[] body, Violations violations) {
        this.parser = parser;
        this.body = body;
        this.violations = violations;
    }

    /** The members of the objects that are open. */
    MemberNames names() {
        return names;
    }

    /** What of the item is never stored, as far as it is read. */
    Cuts cuts() {
        return cuts;
    }

    /** Goes to the next member's name and returns it; null at the end of the object. */
    String nextName() throws IOException {
        String name = parser.nextFieldName();
        if (name != null && !names.add(name)) {
            violations.add("caliper.duplicate", "a member may be given only once");
        }
        return name;
    }

    /** Reads any value, cutting from it what is never stored. */
    void opaque() throws IOException {
        if (parser.currentToken() == JsonToken.START_ARRAY) {
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                opaque();
            }
        } else if (parser.currentToken() == JsonToken.START_OBJECT) {
            names.open();
            for (String name = nextName(); name != null; name = nextName()) {
                if (Redaction.covers(name)) {
                    cut();
                } else {
                    parser.nextToken();
                    opaque();
                }
            }
            names.close();
        }
    }

    /** Notes that the value the parser stands on is not what it must be, and passes over it. */
    void refuse(String rule, String message) throws IOException {
        violations.add(rule, message);
        opaque();
    }

    /**
     * Marks for cutting the member on whose name the parser stands; returns its value's first
     * token.
     */
    JsonToken cut() throws IOException {
        int nameStart = (int) parser.currentTokenLocation().getByteOffset();
        JsonToken token = parser.nextToken();
        parser.skipChildren();
        parser.finishToken();
        cuts.add(body, nameStart, (int) parser.currentLocation().getByteOffset());
        return token;
    }
}
