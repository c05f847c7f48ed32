package org.nucleus.collector.json;

/** The elements of a JSON array, told apart by brackets and quotes alone, before it is parsed. */
public final class Elements {
    private Elements() {}

    /** Whether a text is an array of more elements than so many; at once where it is no array. */
    public static boolean areMoreThan(int most, Slice text) {
        byte[] bytes = text.bytes();
        int at = text.from();
        while (at < text.to() && bytes[at] <= ' ') {
            at++;
        }
        if (at == text.to() || bytes[at] != '[') {
            return false;
        }
        int elements = 1;
        int depth = 0;
        boolean quoted = false;
        for (int i = at + 1; i < text.to() && depth >= 0 && elements <= most; i++) {
            byte found = bytes[i];
            if (quoted) {
                i += found == '\\' ? 1 : 0;
                quoted = found != '"';
            } else if (found == ',') {
                elements += depth == 0 ? 1 : 0;
            } else if (found == '"') {
                quoted = true;
            } else if (found == '{' || found == '[') {
                depth++;
            } else if (found == '}' || found == ']') {
                depth--;
            }
        }
        return elements > most;
    }
}
