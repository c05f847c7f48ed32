package org.nucleus.collector.webhook.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.CommonRedaction;
import org.nucleus.collector.webhook.EventJson;
import org.nucleus.collector.webhook.EventUrls;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.TextRule;
import org.nucleus.model.Violation;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/**
 * What no Canvas event keeps besides {@link CommonRedaction}: e-mail addresses, LTI message
 * parameters, secrets in links without a host, as pages of Canvas have them, and, unless it is
 * wanted, what learners and teachers wrote in submissions and comments.
 */
final class CanvasRedaction {
    private static final Set<String> CUT = Set.of("email", "messageParameters");
    private static final List<String> WRITTEN = List.of("body", "comment", "comments", "text");
    private static final String CALENDAR = ".ics";
    private static final List<String> ACCESS = List.of("token", "verifier", "/feeds/", CALENDAR);
    private static final Set<String> ADDRESSES = Set.of("url", "referrer", "request_url");
    private static final TextRule OWN = new Own();
    private static final String AROUND_LINKS = "\"'<> \t\r\n\\";

    private final boolean keepsTexts;

    /**
     * @param keepsTexts whether what was written in submissions and comments stays
     */
    CanvasRedaction(boolean keepsTexts) {
        this.keepsTexts = keepsTexts;
    }

    /** Whether events of that name carry the text of a submission or of a comment on one. */
    static boolean isText(String eventName) {
        return eventName.startsWith("submission") || eventName.equals("plagiarism_resubmit");
    }

    /** Puts length and digest in place of what was written, unless that stays. */
    void text(JsonNode holder) {
        if (keepsTexts) {
            return;
        }
        for (String name : WRITTEN) {
            if (holder.hasNonNull(name)) {
                JsonNode written = holder.get(name);
                String text = written.isTextual() ? written.textValue() : written.toString();
                ((ObjectNode) holder).set(name, digest(text.getBytes(StandardCharsets.UTF_8)));
            }
        }
    }

    /** What is stored of an event: all of it but what is never kept; changes {@code event}. */
    static byte[] payload(ObjectNode event) {
        CommonRedaction.apply(event, OWN);
        return EventJson.bytes(event);
    }

    /** An item that is not understood. */
    static Item bad(ObjectNode event, List<Violation> violations) {
        return new Item.Bad(violations, payload(event));
    }

    /** {@code {"length": bytes, "sha256": hex}}. */
    private static ObjectNode digest(byte[] bytes) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("length", bytes.length)
                .put("sha256", EventJson.sha256(Slice.of(bytes)));
    }

    /** What is Canvas' own, on its way through the event with what is common. */
    private static final class Own implements TextRule {
        @Override
        public boolean cuts(String name) {
            return CUT.contains(name);
        }

        /** Addresses are read as a whole, whatever is in them. */
        @Override
        public String kept(String name, String text) {
            String kept = ADDRESSES.contains(name) ? EventUrls.clean(text) : text;
            return givesAccess(kept) ? withoutAccess(kept) : kept;
        }
    }

    /** Every word that gives access is read as an address. */
    private static String withoutAccess(String text) {
        StringBuilder kept = new StringBuilder(text.length());
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            if (i == text.length() || AROUND_LINKS.indexOf(text.charAt(i)) >= 0) {
                kept.append(word(text.substring(start, i)));
                if (i < text.length()) {
                    kept.append(text.charAt(i));
                }
                start = i + 1;
            }
        }
        return kept.toString();
    }

    private static boolean givesAccess(String text) {
        if (text.indexOf('/') < 0 && text.indexOf('=') < 0) {
            return false;
        }
        for (String sign : ACCESS) {
            if (text.contains(sign)) {
                return true;
            }
        }
        return false;
    }

    private static String word(String word) {
        if (!givesAccess(word)) {
            return word;
        }
        String cleaned = EventUrls.clean(word);
        if (cleaned.contains("token=") || cleaned.contains("verifier=")) {
            return cleaned.substring(0, cleaned.indexOf('='));
        }
        int file = cleaned.lastIndexOf('/') + 1;
        return file > 0 && cleaned.endsWith(CALENDAR) ? cleaned.substring(0, file) : cleaned;
    }
}
