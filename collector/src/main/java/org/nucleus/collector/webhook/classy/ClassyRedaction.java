package org.nucleus.collector.webhook.classy;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.collector.webhook.MemberRule;
import org.nucleus.collector.webhook.Words;

import java.util.Set;

/**
 * The code that lets anybody into a session, and the words of a chat where an adapter sends them
 * against the contract: of those the length and hash stay.
 */
final class ClassyRedaction implements MemberRule {
    private static final Set<String> CODES =
            Set.of("joincode", "sessioncode", "accesscode", "invitecode", "passcode");
    private static final Set<String> WORDS =
            Set.of("text", "message", "content", "body", "html", "oldtext", "newtext");

    @Override
    public JsonNode kept(String name, JsonNode value) {
        if (CODES.contains(name)) {
            return null;
        }
        boolean words = WORDS.contains(name) || (name.equals("data") && value.isTextual());
        return words ? Words.digest(value) : value;
    }
}
