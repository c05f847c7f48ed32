package org.nucleus.collector.xapi;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code Content-Type} read from its header (RFC 9110 section 8.3).
 *
 * @param type type and subtype in lower case, e.g. {@code multipart/mixed}
 * @param parameters by name in lower case, values without their quotes
 */
record MediaType(String type, Map<String, String> parameters) {
    private static final String TOKEN_MARKS = "!#$%&'*+-.^_`|~";

    MediaType {
        parameters = Map.copyOf(parameters);
    }

    /** {@code application/json; charset=utf-8} and the like; empty if it is malformed. */
    static Optional<MediaType> parse(String header) {
        int semicolon = header.indexOf(';');
        String type = (semicolon < 0 ? header : header.substring(0, semicolon)).strip();
        int slash = type.indexOf('/');
        if (slash < 0 || !token(type.substring(0, slash)) || !token(type.substring(slash + 1))) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        boolean read = semicolon < 0 || parameters(header.substring(semicolon), parameters);
        return read
                ? Optional.of(new MediaType(type.toLowerCase(Locale.ROOT), parameters))
                : Optional.empty();
    }

    static boolean valid(char[] text, int from, int to) {
        return parse(new String(text, from, to - from)).isPresent();
    }

    /** Reads {@code ;name=value} and {@code ;name="value"} until the end. */
    private static boolean parameters(String text, Map<String, String> into) {
        int at = 0;
        while (at < text.length()) {
            int start = at + 1;
            at = end(text, start);
            String parameter = text.substring(start, at).strip();
            int equals = parameter.indexOf('=');
            if (parameter.isEmpty()) {
                continue;
            }
            if (equals < 0 || !token(parameter.substring(0, equals))) {
                return false;
            }
            Optional<String> value = value(parameter.substring(equals + 1));
            if (value.isEmpty()) {
                return false;
            }
            into.putIfAbsent(parameter.substring(0, equals).toLowerCase(Locale.ROOT), value.get());
        }
        return true;
    }

    /** Index of the next semicolon outside quotes, or the end. */
    private static int end(String text, int from) {
        boolean quoted = false;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"') {
                quoted = !quoted;
            } else if (quoted && c == '\\') {
                i++;
            } else if (!quoted && c == ';') {
                return i;
            }
        }
        return text.length();
    }

    private static Optional<String> value(String text) {
        if (!text.startsWith("\"")) {
            return text.matches("[!#-~]+") ? Optional.of(text) : Optional.empty();
        }
        if (text.length() < 2 || !text.endsWith("\"")) {
            return Optional.empty();
        }
        return Optional.of(text.substring(1, text.length() - 1).replaceAll("\\\\(.)", "$1"));
    }

    private static boolean token(String text) {
        return !text.isEmpty()
                && text.chars()
                        .allMatch(
                                c ->
                                        (c < 128 && Character.isLetterOrDigit(c))
                                                || TOKEN_MARKS.indexOf(c) >= 0);
    }
}
