package org.nucleus.admin.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.nucleus.model.Violation;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The members of one object of a request body. Reading notes what is wrong as violations that the
 * objects of a body share; the value read is then empty, and the body must not be acted on.
 */
public final class Members {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private final JsonNode object;
    private final String pointer;
    private final List<Violation> violations;

    private Members(JsonNode object, String pointer, List<Violation> violations) {
        this.object = object;
        this.pointer = pointer;
        this.violations = violations;
    }

    /** The members of the object that a body is; none, and a violation, where it is no object. */
    public static Members of(byte[] body) {
        List<Violation> violations = new ArrayList<>();
        JsonNode node = JSON.createObjectNode();
        try {
            JsonNode read = JSON.readTree(body);
            if (read.isObject()) {
                node = read;
            } else {
                violations.add(new Violation("", "json.object", "the body is no JSON object"));
            }
        } catch (IOException e) {
            violations.add(new Violation("", "json", "the body is no JSON, or has a member twice"));
        }
        return new Members(node, "", violations);
    }

    /** Notes every member that is not one of these. */
    public Members only(String... names) {
        Set<String> known = Set.of(names);
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!known.contains(name)) {
                                note(
                                        name,
                                        "json.member",
                                        "there is no such member; there are "
                                                + String.join(", ", names));
                            }
                        });
        return this;
    }

    /** Whether a member is there, be it null. */
    public boolean has(String name) {
        return object.has(name);
    }

    /** A text that satisfies the rule, if the member is there and not null. */
    public Optional<String> text(String name, Predicate<String> rule, String expected) {
        return present(name)
                .flatMap(value -> check(at(name), value, expected, rule(rule)))
                .map(JsonNode::textValue);
    }

    /** As {@link #text}; missing is a violation too. */
    public Optional<String> requiredText(String name, Predicate<String> rule, String expected) {
        require(name);
        return text(name, rule, expected);
    }

    /** One of an enum's constants, if the member is there and not null. */
    public <E extends Enum<E>> Optional<E> constant(String name, List<E> allowed) {
        String expected = "one of " + String.join(", ", allowed.stream().map(Enum::name).toList());
        return text(
                        name,
                        text -> allowed.stream().anyMatch(one -> one.name().equals(text)),
                        expected)
                .map(
                        text ->
                                allowed.stream()
                                        .filter(one -> one.name().equals(text))
                                        .findFirst()
                                        .orElseThrow());
    }

    /** As {@link #constant}; missing is a violation too. */
    public <E extends Enum<E>> Optional<E> requiredConstant(String name, List<E> allowed) {
        require(name);
        return constant(name, allowed);
    }

    /** A list of texts that satisfy the rule, if the member is there and not null. */
    public Optional<List<String>> texts(String name, Predicate<String> rule, String expected) {
        Optional<JsonNode> array =
                present(name).flatMap(value -> check(at(name), value, "a list", JsonNode::isArray));
        if (array.isEmpty()) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < array.get().size(); i++) {
            check(at(name) + "/" + i, array.get().get(i), expected, rule(rule))
                    .ifPresent(value -> texts.add(value.textValue()));
        }
        return Optional.of(List.copyOf(texts));
    }

    /** A whole number within bounds, if the member is there and not null. */
    public Optional<Integer> count(String name, int least, int most) {
        return present(name)
                .flatMap(
                        value ->
                                check(
                                        at(name),
                                        value,
                                        "a whole number from " + least + " to " + most,
                                        number ->
                                                number.isIntegralNumber()
                                                        && number.canConvertToInt()
                                                        && number.intValue() >= least
                                                        && number.intValue() <= most))
                .map(JsonNode::intValue);
    }

    /** True or false, if the member is there and not null. */
    public Optional<Boolean> flag(String name) {
        return present(name)
                .flatMap(value -> check(at(name), value, "true or false", JsonNode::isBoolean))
                .map(JsonNode::booleanValue);
    }

    /** The members of an object in here; none where it is missing or null. */
    public Members object(String name) {
        JsonNode inner =
                present(name)
                        .flatMap(value -> check(at(name), value, "an object", JsonNode::isObject))
                        .orElseGet(JSON::createObjectNode);
        return new Members(inner, at(name), violations);
    }

    /** Notes a violation at a member. */
    public void note(String name, String rule, String message) {
        violations.add(new Violation(at(name), rule, message));
    }

    /** Everything noted so far, over all objects of the body. */
    public List<Violation> violations() {
        return List.copyOf(violations);
    }

    private Optional<JsonNode> present(String name) {
        return Optional.ofNullable(object.get(name)).filter(value -> !value.isNull());
    }

    private void require(String name) {
        if (present(name).isEmpty()) {
            note(name, "json.required", "must be there");
        }
    }

    private Optional<JsonNode> check(
            String place, JsonNode value, String expected, Predicate<JsonNode> rule) {
        if (rule.test(value)) {
            return Optional.of(value);
        }
        violations.add(new Violation(place, "json.value", "must be " + expected));
        return Optional.empty();
    }

    private static Predicate<JsonNode> rule(Predicate<String> rule) {
        return value -> value.isTextual() && rule.test(value.textValue());
    }

    private String at(String name) {
        return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
