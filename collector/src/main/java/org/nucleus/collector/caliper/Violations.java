package org.nucleus.collector.caliper;

import com.fasterxml.jackson.core.JsonParser;

import org.nucleus.model.Violation;

import java.util.ArrayList;
import java.util.List;

/** Collects the broken rules of one document, and builds pointers only then. */
final class Violations {
    /** More than this many are not collected: nobody reads them, and a sender must not fill us. */
    static final int LIMIT = 100;

    private final JsonParser parser;
    private final List<Violation> found = new ArrayList<>(0);
    private final List<Violation> unknownTerms = new ArrayList<>(0);
    private final List<Violation> unknownTypes = new ArrayList<>(0);

    Violations(JsonParser parser) {
        this.parser = parser;
    }

    /** A broken rule at the value the parser stands on; at the end of an object, at that object. */
    void add(String rule, String message) {
        addAt("", rule, message);
    }

    /** A broken rule at {@code suffix} below the value the parser stands on. */
    void addAt(String suffix, String rule, String message) {
        if (found.size() < LIMIT) {
            found.add(violation(suffix, rule, message));
        }
    }

    /** A term that only a context of the sender's own could define; a fault unless it has one. */
    void addUnknownTerm(String suffix, String rule, String message) {
        if (unknownTerms.size() < LIMIT) {
            unknownTerms.add(violation(suffix, rule, message));
        }
    }

    /**
     * A type of entity that only a context of the sender's own could define: a reason to warn
     * unless it has one, and a fault where something else is wrong, too.
     */
    void addUnknownType(String message) {
        if (unknownTypes.size() < LIMIT) {
            unknownTypes.add(violation("", "caliper.type", message));
        }
    }

    /** What was found since the last call, forgetting it. */
    List<Violation> drain(boolean ownTermsAllowed) {
        if (isEmpty()) {
            return List.of();
        }
        List<Violation> all = new ArrayList<>(found);
        if (!ownTermsAllowed) {
            all.addAll(unknownTerms);
        }
        found.clear();
        unknownTerms.clear();
        return atMostLimit(all);
    }

    /** The types that nobody knows since the last call, forgetting them. */
    List<Violation> drainTypes(boolean ownTermsAllowed) {
        if (unknownTypes.isEmpty()) {
            return List.of();
        }
        List<Violation> all = ownTermsAllowed ? List.of() : List.copyOf(unknownTypes);
        unknownTypes.clear();
        return all;
    }

    boolean isEmpty() {
        return found.isEmpty() && unknownTerms.isEmpty();
    }

    static List<Violation> joined(List<Violation> some, List<Violation> others) {
        List<Violation> all = new ArrayList<>(some);
        all.addAll(others);
        return atMostLimit(all);
    }

    static List<Violation> atMostLimit(List<Violation> violations) {
        return violations.size() <= LIMIT ? violations : violations.subList(0, LIMIT);
    }

    private Violation violation(String suffix, String rule, String message) {
        String here = parser.getParsingContext().pathAsPointer().toString();
        return new Violation(here + suffix, rule, message);
    }
}
