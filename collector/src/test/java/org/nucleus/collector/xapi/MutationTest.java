package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** One value spoiled anywhere in a batch is found at exactly its place. */
class MutationTest {
    private final Random random = new Random(13);

    @Test
    void findsANullAtExactlyItsPlace() {
        for (String statement : List.of(Statements.FULL, Statements.SUB, Statements.RELATED)) {
            for (String pointer : pointers(Statements.tree(statement), "")) {
                assertThat(faultsOf(Statements.edited(statement, pointer, "null")))
                        .singleElement()
                        .asString()
                        .startsWith("/3" + pointer + " ")
                        .endsWith(".null");
            }
        }
    }

    @Test
    void findsAStrangeMemberAtExactlyItsPlace() {
        for (String statement : List.of(Statements.FULL, Statements.SUB, Statements.RELATED)) {
            for (String pointer : pointers(Statements.tree(statement), "")) {
                if (Statements.tree(statement).at(pointer).isObject() && !map(pointer)) {
                    String strange = pointer + "/x" + random.nextInt(9);
                    assertThat(faultsOf(Statements.edited(statement, strange, "{\"a\":[1]}")))
                            .singleElement()
                            .asString()
                            .startsWith("/3" + strange + " ")
                            .endsWith(".unknown");
                }
            }
        }
    }

    @Test
    void findsAnArrayWhereNoneBelongsAtExactlyItsPlace() {
        for (String pointer : pointers(Statements.tree(Statements.FULL), "")) {
            boolean list = pointer.startsWith("/context/contextActivities/");
            if (!Statements.tree(Statements.FULL).at(pointer).isArray() && !list) {
                assertThat(faultsOf(Statements.edited(Statements.FULL, pointer, "[[{}]]")))
                        .singleElement()
                        .asString()
                        .startsWith("/3" + pointer + " ")
                        .endsWith(".type");
            }
        }
    }

    /** The faults of a batch whose fourth statement is that one, members in random order. */
    private List<String> faultsOf(String statement) {
        List<String> batch = new ArrayList<>(Collections.nCopies(5, Statements.LEAST));
        batch.set(3, shuffled(statement));
        return Statements.faults(
                new StatementReader(UUID::randomUUID)
                        .read(Statements.slice(batch.toString()), XapiVersion.V2_0_0, "source-1"));
    }

    private String shuffled(String statement) {
        List<String> members = new ArrayList<>();
        Statements.tree(statement)
                .properties()
                .forEach(m -> members.add("\"" + m.getKey() + "\":" + m.getValue()));
        Collections.shuffle(members, random);
        return "{" + String.join(" ,\n", members) + "}";
    }

    /** Pointers of all values that the specification rules, so none inside extensions. */
    private static List<String> pointers(JsonNode node, String at) {
        List<String> pointers = new ArrayList<>();
        if (!at.isEmpty()) {
            pointers.add(at);
        }
        if (node.isObject() && !at.endsWith("/extensions")) {
            node.properties()
                    .forEach(m -> pointers.addAll(pointers(m.getValue(), at + "/" + m.getKey())));
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            pointers.addAll(pointers(node.get(i), at + "/" + i));
        }
        return pointers;
    }

    private static boolean map(String pointer) {
        return pointer.matches(".*/(extensions|display|description|definition/name)");
    }
}
