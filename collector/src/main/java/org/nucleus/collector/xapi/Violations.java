package org.nucleus.collector.xapi;

import org.nucleus.model.Violation;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects what is wrong with one request. Bounded in number and in the text of all pointers, so
 * that a hostile body cannot make a large answer: beyond the latter a violation points to the
 * whole.
 */
final class Violations {
    static final int MOST = 100;
    private static final int MOST_POINTER_CHARS = 64 * 1024;

    private List<Violation> list = List.of();
    private int pointerChars;

    void add(String pointer, String rule, String message) {
        add(new Violation(pointer, rule, message));
    }

    void add(Violation violation) {
        if (list.size() == MOST) {
            return;
        }
        int chars = violation.pointer().length();
        boolean fits = pointerChars + chars <= MOST_POINTER_CHARS;
        if (list.isEmpty()) {
            list = new ArrayList<>();
        }
        pointerChars += fits ? chars : 0;
        list.add(fits ? violation : new Violation("", violation.rule(), violation.message()));
    }

    boolean isEmpty() {
        return list.isEmpty();
    }

    List<Violation> list() {
        return List.copyOf(list);
    }
}
