package org.nucleus.collector.caliper;

import java.util.ArrayList;
import java.util.List;

/** What the headers of an envelope's request say: whether it is JSON, and how strictly to judge. */
public final class RequestHeaders {
    private RequestHeaders() {}

    /**
     * Whether a {@code Content-Type} is {@code application/json}, with or without parameters (RFC
     * 9110, 8.3.1); 415 otherwise.
     *
     * @param contentType the header's value, or null when there is none
     */
    public static boolean isJson(String contentType) {
        if (contentType == null) {
            return false;
        }
        return split(contentType, ';').getFirst().strip().equalsIgnoreCase("application/json");
    }

    /**
     * Whether {@code Prefer} asks for {@code handling=strict} (RFC 7240, 2 and 4.4). Of several
     * {@code handling} preferences the first counts.
     *
     * @param prefer the values of all {@code Prefer} headers, in order
     */
    public static boolean isStrict(List<String> prefer) {
        for (String header : prefer) {
            for (String preference : split(header, ',')) {
                List<String> pair = split(split(preference, ';').getFirst(), '=');
                if (pair.getFirst().strip().equalsIgnoreCase("handling")) {
                    return pair.size() > 1 && isStrict(pair.get(1).strip());
                }
            }
        }
        return false;
    }

    private static boolean isStrict(String value) {
        return value.equalsIgnoreCase("strict") || value.equalsIgnoreCase("\"strict\"");
    }

    /** Splits outside of quoted texts. */
    private static List<String> split(String text, char separator) {
        List<String> parts = new ArrayList<>();
        boolean quoted = false;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quoted && c == '\\') {
                i++;
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == separator) {
                parts.add(text.substring(start, i));
                start = i + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }
}
