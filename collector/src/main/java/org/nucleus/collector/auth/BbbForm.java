package org.nucleus.collector.auth;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What version 2 of bbb-webhooks signs: not the form it sends but JSON of its fields, as JavaScript
 * writes it.
 */
final class BbbForm {
    private static final int FIRST_PRINTABLE = 0x20;

    private BbbForm() {}

    /**
     * Every text that a server of version 2 may have signed for this form; none where it is not
     * such a form.
     */
    static List<String> olderTexts(byte[] form) {
        String event = null;
        String timestamp = null;
        String domain = null;
        try {
            for (String pair : new String(form, StandardCharsets.UTF_8).split("&")) {
                int equals = pair.indexOf('=');
                if (equals < 0) {
                    continue;
                }
                String value =
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                switch (pair.substring(0, equals)) {
                    case "event" -> event = value;
                    case "timestamp" -> timestamp = value;
                    case "domain" -> domain = value;
                    default -> {}
                }
            }
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        if (event == null || timestamp == null || domain == null) {
            return List.of();
        }
        List<String> texts = new ArrayList<>();
        for (String eventJson : List.of(quoted(event), event)) {
            for (String timestampJson : List.of(timestamp, quoted(timestamp))) {
                texts.add(
                        "{\"event\":"
                                + eventJson
                                + ",\"timestamp\":"
                                + timestampJson
                                + ",\"domain\":"
                                + quoted(domain)
                                + "}");
            }
        }
        return texts;
    }

    /** As {@code JSON.stringify} quotes (ECMA-262 25.5.4.3). */
    private static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 16).append('"');
        for (int i = 0; i < text.length(); i++) {
            char next = text.charAt(i);
            switch (next) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                case '\b' -> json.append("\\b");
                case '\f' -> json.append("\\f");
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> {
                    if (next < FIRST_PRINTABLE) {
                        json.append("\\u%04x".formatted((int) next));
                    } else {
                        json.append(next);
                    }
                }
            }
        }
        return json.append('"').toString();
    }
}
