package org.nucleus.collector.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.nucleus.model.AddressName;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What no webhook's event keeps, whatever its format: credentials, signatures, cookies, passwords,
 * tokens, network addresses of people, and what gives access inside of addresses ({@link
 * EventUrls}). A format cuts what is particular to it besides.
 */
public final class CommonRedaction {
    private static final Set<String> NAMES =
            Set.of(
                    "authorization",
                    "proxyauthorization",
                    "credential",
                    "credentials",
                    "cookie",
                    "cookies",
                    "setcookie",
                    "checksum",
                    "signature",
                    "jwt",
                    "forwarded",
                    "xforwardedhost",
                    "trueclientip",
                    "cfconnectingip",
                    "xclientip",
                    "preauthenticatedlink",
                    "subscribeurl",
                    "unsubscribeurl",
                    "moderatorpass",
                    "viewerpass",
                    "moderatorpw",
                    "attendeepw",
                    "accesskey",
                    "verifier");
    private static final List<String> ENDINGS =
            List.of(
                    "password",
                    "passwd",
                    "passphrase",
                    "secret",
                    "token",
                    "apikey",
                    "privatekey",
                    "jaassignature",
                    "hubsignature",
                    "hubsignature256",
                    "webhooksignature");
    private static final List<String> ADDRESS_ENDINGS =
            List.of("url", "uri", "href", "link", "referrer", "referer");
    private static final int REMEMBERED = 4096;
    private static final int REMEMBERED_LENGTH = 64;
    private static final Map<String, Kind> KINDS = new ConcurrentHashMap<>();

    private enum Kind {
        SECRET,
        ADDRESS,
        PLAIN
    }

    private CommonRedaction() {}

    /** Cuts it out of {@code event}, in place and at every depth. */
    public static void apply(ObjectNode event) {
        Iterator<Map.Entry<String, JsonNode>> members = event.properties().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            Kind kind = kind(member.getKey());
            if (kind == Kind.SECRET) {
                members.remove();
            } else {
                member.setValue(cleaned(member.getValue(), kind));
            }
        }
    }

    /**
     * Whether a member of that name is never stored, however it is capitalised or its words are
     * joined.
     */
    public static boolean isSecretName(String name) {
        return kind(name) == Kind.SECRET;
    }

    private static JsonNode cleaned(JsonNode value, Kind kind) {
        if (value.isTextual()) {
            return cleaned((TextNode) value, kind);
        }
        if (value.isObject()) {
            apply((ObjectNode) value);
        } else if (value.isArray()) {
            ArrayNode elements = (ArrayNode) value;
            for (int i = 0; i < elements.size(); i++) {
                elements.set(i, cleaned(elements.get(i), kind));
            }
        }
        return value;
    }

    private static JsonNode cleaned(TextNode value, Kind kind) {
        String text = value.textValue();
        String cleaned = EventUrls.cleanAll(text);
        if (kind == Kind.ADDRESS) {
            cleaned = EventUrls.clean(cleaned);
        }
        return cleaned.equals(text) ? value : TextNode.valueOf(cleaned);
    }

    private static Kind kind(String name) {
        Kind known = KINDS.get(name);
        if (known != null) {
            return known;
        }
        Kind kind = judge(name);
        if (name.length() <= REMEMBERED_LENGTH && KINDS.size() < REMEMBERED) {
            KINDS.put(name, kind);
        }
        return kind;
    }

    private static Kind judge(String name) {
        String folded = AddressName.folded(name);
        if (NAMES.contains(folded)
                || AddressName.is(name)
                || ENDINGS.stream().anyMatch(folded::endsWith)) {
            return Kind.SECRET;
        }
        return ADDRESS_ENDINGS.stream().anyMatch(folded::endsWith) ? Kind.ADDRESS : Kind.PLAIN;
    }
}
