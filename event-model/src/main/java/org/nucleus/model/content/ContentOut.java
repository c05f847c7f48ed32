package org.nucleus.model.content;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Where the content of a statement goes, value by value: to a text or to a hash. Both tell the same
 * values apart, and neither the order of members nor how a number is spelled. Of one thread.
 */
sealed interface ContentOut permits CanonicalJson, ContentDigest {
    /** What goes out in place of a member's value. */
    interface Member {
        /**
         * @param value missing where the name is one that was only to be added
         */
        void write(String name, JsonNode value);
    }

    /** Any value, all of it. */
    void value(JsonNode value);

    /** A string. */
    void text(String text);

    /**
     * An object without the members {@code left}, and with those {@code added} where absent, each
     * as {@code each} writes it; of any other value all.
     */
    void members(JsonNode object, Set<String> left, Set<String> added, Member each);

    /** The same with all members. */
    default void members(JsonNode object, Member each) {
        members(object, Set.of(), Set.of(), each);
    }

    /**
     * An array without the elements {@code left}, each as {@code each} writes it; of any other
     * value all.
     */
    void elements(JsonNode array, Predicate<JsonNode> left, Consumer<JsonNode> each);

    /** The same with all elements. */
    default void elements(JsonNode array, Consumer<JsonNode> each) {
        elements(array, ignored -> false, each);
    }

    /** An array of that one element. */
    void one(JsonNode element, Consumer<JsonNode> each);

    /** An array whose order says nothing. */
    void unordered(JsonNode array, Consumer<JsonNode> each);
}
