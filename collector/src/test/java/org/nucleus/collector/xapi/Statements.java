package org.nucleus.collector.xapi;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** Statements to begin tests from, and edits of them by JSON pointer. */
final class Statements {
    static final UUID RANDOM = UUID.fromString("00000000-0000-4000-8000-0000000000aa");

    /** Every property that 1.0.3 knows, on an Activity. */
    static final String FULL =
            """
            {"id": "3e09e130-f6f7-4a3f-b9bd-3b0922006048",
             "actor": {"objectType": "Agent", "name": "Ada",
                       "account": {"homePage": "https://lms.example.edu", "name": "u-1"}},
             "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en": "answered"}},
             "object": {"objectType": "Activity", "id": "https://lms.example.edu/items/3",
                        "definition": {
                            "name": {"en": "Item 3", "de-CH": "Aufgabe 3"},
                            "description": {"en": "The third"},
                            "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                            "moreInfo": "https://lms.example.edu/items/3/more",
                            "interactionType": "choice",
                            "correctResponsesPattern": ["a[,]b"],
                            "choices": [{"id": "a", "description": {"en": "A"}}, {"id": "b"}],
                            "extensions": {"https://example.org/x": {"deep": [1, null]}}}},
             "result": {"score": {"scaled": 0.5, "raw": 2, "min": 0, "max": 4},
                        "success": true, "completion": false, "response": "a",
                        "duration": "PT48.25S", "extensions": {"tag:example.org,2026:x": null}},
             "context": {"registration": "1827b565-96e1-4bf1-a5fe-3a47bee256a0",
                         "instructor": {"mbox": "mailto:t@example.edu"},
                         "team": {"objectType": "Group", "member": [
                             {"openid": "https://ada.example.org/"},
                             {"mbox_sha1sum": "ebd31e95054c018b10727ccffd2ef2ec3a016ee9"}]},
                         "contextActivities": {
                             "parent": {"id": "https://lms.example.edu/quizzes/8"},
                             "grouping": [{"id": "https://lms.example.edu/courses/7"}],
                             "category": [], "other": [{"id": "urn:x:1", "objectType": "Activity"}]},
                         "revision": "3", "platform": "Example LMS", "language": "en-GB",
                         "statement": {"objectType": "StatementRef",
                                       "id": "5edfe605-0c7d-4f6b-952a-df535c226bd5"},
                         "extensions": {"https://example.org/y": "z"}},
             "timestamp": "2026-10-06T09:14:07.318Z",
             "stored": "2026-10-06T09:14:08Z",
             "authority": {"mbox": "mailto:lrs@example.edu"},
             "version": "1.0.3",
             "attachments": [{"usageType": "https://example.org/usage", "display": {"en": "Note"},
                              "description": {"en": "A note"}, "contentType": "text/plain",
                              "length": 5, "fileUrl": "https://example.org/note",
                              "sha2": "%s"}]}
            """
                    .formatted("0123456789abcdef".repeat(4));

    /** Around a SubStatement. */
    static final String SUB =
            """
            {"actor": {"mbox": "mailto:ada@example.edu"},
             "verb": {"id": "https://example.org/planned"},
             "object": {"objectType": "SubStatement",
                        "actor": {"objectType": "Group", "mbox": "mailto:g@example.edu"},
                        "verb": {"id": "https://example.org/visit"},
                        "object": {"id": "https://example.org/site"},
                        "result": {"success": true},
                        "context": {"platform": "p"},
                        "timestamp": "2026-10-06T09:14:07+02:00"}}
            """;

    /** The properties that 2.0 adds. */
    static final String RELATED =
            """
            {"actor": {"mbox": "mailto:ada@example.edu"},
             "verb": {"id": "https://example.org/met"},
             "object": {"id": "https://example.org/lab"},
             "context": {
                 "contextAgents": [{"objectType": "contextAgent",
                                    "agent": {"mbox": "mailto:t@example.edu"},
                                    "relevantTypes": ["https://example.org/mentor"]}],
                 "contextGroups": [{"objectType": "contextGroup",
                                    "group": {"objectType": "Group", "mbox": "mailto:g@example.edu"},
                                    "relevantTypes": ["https://example.org/table"]}]}}
            """;

    /** The least that is a statement. */
    static final String LEAST =
            """
            {"actor":{"mbox":"mailto:ada@example.edu"},"verb":{"id":"https://example.org/v"},\
            "object":{"id":"https://example.org/o"}}\
            """;

    private static final ObjectMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Statements() {}

    static StatementReader reader() {
        return new StatementReader(() -> RANDOM);
    }

    static ReadOutcome read(String json, XapiVersion version) {
        return reader().read(slice(json), version, "source-1");
    }

    static AcceptedStatement accepted(String json) {
        return accepted(read(json, XapiVersion.V1_0_3)).get(0);
    }

    static List<AcceptedStatement> accepted(ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Accepted accepted -> accepted.statements();
            case ReadOutcome.Refused refused ->
                    throw new AssertionError("refused: " + refused.violations());
        };
    }

    /** What is wrong, each as {@code pointer rule}; nothing if it was accepted. */
    static List<String> faults(ReadOutcome outcome) {
        return switch (outcome) {
            case ReadOutcome.Accepted ignored -> List.of();
            case ReadOutcome.Refused refused ->
                    refused.violations().stream().map(v -> v.pointer() + " " + v.rule()).toList();
        };
    }

    static Slice slice(String text) {
        return Slice.of(text.getBytes(StandardCharsets.UTF_8));
    }

    static JsonNode tree(String json) {
        try {
            return MAPPER.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static JsonNode tree(byte[] json) {
        return tree(new String(json, StandardCharsets.UTF_8));
    }

    /** The statement with the value at the pointer set, or taken away if the value is "-". */
    static String edited(String statement, String pointer, String value) {
        JsonNode root = tree(statement);
        JsonPointer at = JsonPointer.compile(pointer);
        JsonNode parent = root.at(at.head());
        if (parent instanceof ArrayNode array) {
            int index = at.last().getMatchingIndex();
            if (index == array.size()) {
                array.add(tree(value));
            } else {
                array.set(index, tree(value));
            }
        } else if (value.equals("-")) {
            ((ObjectNode) parent).remove(at.last().getMatchingProperty());
        } else {
            ((ObjectNode) parent).set(at.last().getMatchingProperty(), tree(value));
        }
        return root.toString();
    }
}
