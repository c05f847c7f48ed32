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

/**
 * What no webhook's event keeps, whatever its format: credentials, signatures, cookies, passwords,
 * tokens, handles of messages, network addresses of people, and what gives access inside of
 * addresses ({@link EventUrls}). A format cuts what is particular to it besides.
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
                    "receipthandle",
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
    private static final String ELEMENT = "";
    private static final NameMemo<Kind> KINDS = new NameMemo<>(CommonRedaction::judge);

    private enum Kind {
        SECRET,
        ADDRESS,
        PLAIN
    }

    private CommonRedaction() {}

    /** Cuts it out of {@code event}, in place and at every depth. */
    public static void apply(ObjectNode event) {
        apply(event, TextRule.NONE);
    }

    /** The same, a format's own rule before it on every member and text. */
    public static void apply(ObjectNode event, TextRule before) {
        Iterator<Map.Entry<String, JsonNode>> members = event.properties().iterator();
        while (members.hasNext()) {
            Map.Entry<String, JsonNode> member = members.next();
            String name = member.getKey();
            Kind kind = KINDS.of(name);
            if (kind == Kind.SECRET || before.cuts(name)) {
                members.remove();
            } else {
                member.setValue(cleaned(name, member.getValue(), kind, before));
            }
        }
    }

    /**
     * Whether a member of that name is never stored, however it is capitalised or its words are
     * joined.
     */
    public static boolean isSecretName(String name) {
        return KINDS.of(name) == Kind.SECRET;
    }

    private static JsonNode cleaned(String name, JsonNode value, Kind kind, TextRule before) {
        if (value.isTextual()) {
            String text = value.textValue();
            String cleaned = cleaned(before.kept(name, text), kind);
            return cleaned.equals(text) ? value : TextNode.valueOf(cleaned);
        }
        if (value.isObject()) {
            apply((ObjectNode) value, before);
        } else if (value.isArray()) {
            ArrayNode elements = (ArrayNode) value;
            for (int i = 0; i < elements.size(); i++) {
                elements.set(i, cleaned(ELEMENT, elements.get(i), kind, before));
            }
        }
        return value;
    }

    private static String cleaned(String text, Kind kind) {
        String cleaned = EventUrls.cleanAll(text);
        return kind == Kind.ADDRESS ? EventUrls.clean(cleaned) : cleaned;
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
