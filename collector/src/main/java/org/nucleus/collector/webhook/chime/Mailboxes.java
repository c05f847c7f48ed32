package org.nucleus.collector.webhook.chime;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.EventJson;
import org.nucleus.model.ActorId;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Hides e-mail addresses that an application chose as its users' ids. A pseudonym takes their
 * place, the same every time: {@code mbox_sha1sum:<hex>} for an address alone, by which xAPI knows
 * the same person (1.0.3 Data 2.4.2.3), and {@code sha256:<hex>} of the whole id where the address
 * is a part of it.
 */
final class Mailboxes {
    private static final String USER = "externalUserId";
    private static final String MAILTO = "mailto:";
    private static final String BETWEEN = " \t\r\n<>()[]\",;:\\/|#?&=";

    private Mailboxes() {}

    /** In place and at every depth. */
    static void hide(JsonNode node) {
        if (node instanceof ObjectNode object && object.path(USER).isTextual()) {
            String user = object.get(USER).textValue();
            String hidden = hidden(user);
            if (!hidden.equals(user)) {
                object.put(USER, hidden);
            }
        }
        for (JsonNode child : node) {
            if (child.isContainerNode()) {
                hide(child);
            }
        }
    }

    /** The id, or the pseudonym in its place. */
    static String hidden(String user) {
        if (user.indexOf('@') < 0 && !user.contains("%40")) {
            return user;
        }
        String plain = user.replace("%40", "@");
        String address =
                plain.regionMatches(true, 0, MAILTO, 0, MAILTO.length())
                        ? plain.substring(MAILTO.length())
                        : plain;
        return isAddress(address)
                ? ActorId.mboxSha1sum(sha1(ActorId.mbox(MAILTO + address)))
                : "sha256:" + EventJson.sha256(Slice.of(utf8(user)));
    }

    private static boolean isAddress(String text) {
        int at = text.indexOf('@');
        return at > 0
                && at < text.length() - 1
                && at == text.lastIndexOf('@')
                && text.chars().noneMatch(character -> BETWEEN.indexOf(character) >= 0);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(utf8(text)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-1", e);
        }
    }
}
