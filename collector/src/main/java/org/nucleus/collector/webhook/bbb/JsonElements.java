package org.nucleus.collector.webhook.bbb;

import org.nucleus.collector.json.Slice;

import java.util.ArrayList;
import java.util.List;

/**
 * The elements of a JSON array as bytes, told apart by brackets and quotes alone, so that one that
 * cannot be read takes no neighbour with it.
 *
 * @param isArray whether it was an array; else the whole text is the one element
 * @param slices the elements in order, less white space around them
 */
record JsonElements(boolean isArray, List<Slice> slices) {
    JsonElements {
        slices = List.copyOf(slices);
    }

    /** Whether the text begins as an object or array does, and so is no form. */
    static boolean isJson(Slice text) {
        Slice trimmed = trimmed(text);
        return trimmed.length() > 0 && (first(trimmed) == '{' || first(trimmed) == '[');
    }

    static JsonElements of(Slice text) {
        Slice trimmed = trimmed(text);
        return trimmed.length() > 0 && first(trimmed) == '['
                ? new JsonElements(true, elements(trimmed))
                : new JsonElements(false, List.of(trimmed));
    }

    private static List<Slice> elements(Slice array) {
        List<Slice> elements = new ArrayList<>(1);
        byte[] bytes = array.bytes();
        int start = array.from() + 1;
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < array.to(); i++) {
            byte found = bytes[i];
            if (quoted) {
                i += found == '\\' ? 1 : 0;
                quoted = found != '"';
            } else if (found == '"') {
                quoted = true;
            } else if (found == '{' || found == '[') {
                depth++;
            } else if (depth == 0 && (found == ',' || found == ']')) {
                add(elements, bytes, start, i);
                start = i + 1;
            } else if (found == '}' || found == ']') {
                depth = Math.max(0, depth - 1);
            }
        }
        add(elements, bytes, start, array.to());
        return elements;
    }

    private static void add(List<Slice> elements, byte[] bytes, int from, int to) {
        Slice element = trimmed(new Slice(bytes, Math.min(from, to), to));
        if (element.length() > 0) {
            elements.add(element);
        }
    }

    private static Slice trimmed(Slice text) {
        int from = text.from();
        int to = text.to();
        while (from < to && isSpace(text.bytes()[from])) {
            from++;
        }
        while (to > from && isSpace(text.bytes()[to - 1])) {
            to--;
        }
        return new Slice(text.bytes(), from, to);
    }

    private static boolean isSpace(byte found) {
        return found == ' ' || found == '\n' || found == '\r' || found == '\t';
    }

    private static byte first(Slice text) {
        return text.bytes()[text.from()];
    }
}
