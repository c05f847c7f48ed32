package org.nucleus.collector.webhook.jitsi;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.collector.webhook.MemberRule;

import java.util.regex.Pattern;

/**
 * Jitsi can be told to copy the user's whole context from the log-in token into an event: tokens in
 * it are cut by name and by look, and so is the picture.
 */
final class JitsiRedaction implements MemberRule {
    private static final Pattern SIGNED_TOKEN =
            Pattern.compile("eyJ[\\w-]*+\\.[\\w-]*+\\.[\\w-]*+");

    @Override
    public JsonNode kept(String name, JsonNode value) {
        boolean secret =
                name.contains("token")
                        || name.startsWith("avatar")
                        || (value.isTextual() && holdsToken(value.textValue()));
        return secret ? null : value;
    }

    private static boolean holdsToken(String text) {
        return text.contains("eyJ") && SIGNED_TOKEN.matcher(text).find();
    }
}
