package org.nucleus.collector.http;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.nucleus.collector.json.Slice;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Violation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds what a source writes about outside the namespaces it was granted: the object of an xAPI
 * statement or sub-statement where that is an activity, and of a Caliper event. Agents, groups and
 * references to statements are nobody's namespace. Reads JSON that broke no rule before.
 */
final class Namespaces {
    static final String RULE = "source.namespace";
    private static final JsonFactory JSON = new JsonFactory();

    private final SourcePolicy policy;
    private final boolean xapi;
    private final List<Violation> violations = new ArrayList<>();

    private Namespaces(SourcePolicy policy, boolean xapi) {
        this.policy = policy;
        this.xapi = xapi;
    }

    /** Violations of one xAPI statement, pointers seen from it. */
    static List<Violation> ofStatement(SourcePolicy policy, Slice json) {
        return new Namespaces(policy, true).read(json);
    }

    /** Violations of one Caliper event, pointers seen from it. */
    static List<Violation> ofEvent(SourcePolicy policy, Slice json) {
        return new Namespaces(policy, false).read(json);
    }

    private List<Violation> read(Slice json) {
        try (JsonParser parser = JSON.createParser(json.bytes(), json.from(), json.length())) {
            parser.nextToken();
            readMembers(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("it was read before", e);
        }
        return List.copyOf(violations);
    }

    private void readMembers(JsonParser parser) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (!name.equals("object")) {
                parser.skipChildren();
            } else if (value == JsonToken.VALUE_STRING) {
                check(parser.getText(), "/object");
            } else {
                readObject(parser, "/object");
            }
        }
    }

    private void readObject(JsonParser parser, String pointer) throws IOException {
        String id = null;
        boolean activity = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("id")) {
                id = parser.getText();
            } else if (xapi && name.equals("objectType")) {
                activity = parser.getText().equals("Activity");
            } else if (xapi && name.equals("object")) {
                readObject(parser, pointer + "/object");
            } else {
                parser.skipChildren();
            }
        }
        if (activity && id != null) {
            check(id, pointer + "/id");
        }
    }

    private void check(String iri, String pointer) {
        if (!policy.grants(iri)) {
            violations.add(
                    new Violation(pointer, RULE, "is below no namespace granted to this source"));
        }
    }
}
