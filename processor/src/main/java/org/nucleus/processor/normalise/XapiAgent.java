package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.ActorId;

import java.util.Optional;

/**
 * An Agent or Group of a statement (xAPI 1.0.3 Data 2.4.2).
 *
 * @param type {@code Agent} or {@code Group}
 * @param identifier canonical id of its inverse functional identifier; empty for an anonymous group
 * @param name for people to read, or null
 */
record XapiAgent(String type, Optional<String> identifier, String name) {
    private static final String GROUP = "Group";

    static XapiAgent of(JsonNode agent) {
        String type = Json.text(agent, "objectType");
        return new XapiAgent(
                type == null ? "Agent" : type,
                Optional.ofNullable(identifier(agent)),
                Json.text(agent, "name"));
    }

    /** Whether it is somebody: identified, or a group of unnamed ones. */
    boolean isSomebody() {
        return identifier.isPresent() || GROUP.equals(type);
    }

    /** The canonical id, one of this event alone for an anonymous group. */
    String id(String eventId) {
        return identifier.orElseGet(() -> ActorId.anonymous(eventId));
    }

    private static String identifier(JsonNode agent) {
        String mbox = Json.text(agent, "mbox");
        if (mbox != null) {
            return ActorId.mbox(mbox);
        }
        String sha1 = Json.text(agent, "mbox_sha1sum");
        if (sha1 != null) {
            return ActorId.mboxSha1sum(sha1);
        }
        String openid = Json.text(agent, "openid");
        if (openid != null) {
            return ActorId.openid(openid);
        }
        JsonNode account = agent.path("account");
        String homePage = Json.text(account, "homePage");
        String name = Json.text(account, "name");
        return homePage == null || name == null ? null : ActorId.account(homePage, name);
    }
}
