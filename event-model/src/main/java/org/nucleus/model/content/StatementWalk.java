package org.nucleus.model.content;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.ActorId;
import org.nucleus.model.UuidText;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Goes through a statement by the names of its members, and leaves out or folds what two copies of
 * it may differ in. Of one thread, for one statement.
 */
final class StatementWalk {
    private static final String OBJECT_TYPE = "objectType";
    private static final String AGENT = "Agent";
    private static final Set<String> SET_BY_A_NODE =
            Set.of("id", "stored", "authority", "version", "timestamp");
    private static final Set<String> WITHOUT_ATTACHMENTS =
            Set.of("id", "stored", "authority", "version", "timestamp", "attachments");
    private static final Set<String> TYPE = Set.of(OBJECT_TYPE);

    /** The hash decides what an attachment is; a wrong length is put right where it is stored. */
    private static final Set<String> TOLD_BY_THE_HASH = Set.of("length");

    private final ContentOut out;
    private final Predicate<JsonNode> leftAttachments;

    private StatementWalk(ContentOut out, Predicate<JsonNode> leftAttachments) {
        this.out = out;
        this.leftAttachments = leftAttachments;
    }

    /** Sends out what a statement says, without the attachments {@code left}. */
    static void of(JsonNode statement, Predicate<JsonNode> left, ContentOut out) {
        StatementWalk walk = new StatementWalk(out, left);
        out.members(
                statement,
                walk.hasOnlyLeftAttachments(statement) ? WITHOUT_ATTACHMENTS : SET_BY_A_NODE,
                Set.of(),
                walk::ofStatement);
    }

    private boolean hasOnlyLeftAttachments(JsonNode statement) {
        JsonNode attachments = statement.path("attachments");
        for (JsonNode attachment : attachments) {
            if (!leftAttachments.test(attachment)) {
                return false;
            }
        }
        return !attachments.isEmpty();
    }

    private void ofStatement(String name, JsonNode value) {
        switch (name) {
            case "actor", "object" -> thing(value);
            case "verb" -> idAlone(value);
            case "result" -> out.members(value, this::ofResult);
            case "context" -> out.members(value, this::ofContext);
            case "timestamp" -> text(value, StatementContent::moment);
            case "attachments" -> attachments(value);
            default -> out.value(value);
        }
    }

    /** An actor, or the object of a statement. */
    private void thing(JsonNode value) {
        JsonNode type = value.path(OBJECT_TYPE);
        String name = type.isTextual() ? type.textValue() : value.has("id") ? "Activity" : AGENT;
        switch (name) {
            case "Activity" -> idAlone(value);
            case "StatementRef" -> reference(value);
            case "SubStatement" -> out.members(value, this::ofStatement);
            default -> actor(value);
        }
    }

    private void actor(JsonNode value) {
        out.members(value, Set.of(), TYPE, this::ofActor);
    }

    private void ofActor(String name, JsonNode value) {
        switch (name) {
            case OBJECT_TYPE -> out.text(value.asText(AGENT));
            case "mbox" -> text(value, ActorId::mbox);
            case "mbox_sha1sum" -> text(value, StatementWalk::lowerCase);
            case "member" -> out.unordered(value, this::actor);
            default -> out.value(value);
        }
    }

    private void ofResult(String name, JsonNode value) {
        if (name.equals("duration")) {
            text(value, Durations::comparable);
        } else {
            out.value(value);
        }
    }

    private void ofContext(String name, JsonNode value) {
        switch (name) {
            case "registration" -> text(value, UuidText::folded);
            case "instructor", "team" -> actor(value);
            case "statement" -> reference(value);
            case "contextAgents", "contextGroups" ->
                    out.elements(value, related -> out.members(related, this::ofRelated));
            case "contextActivities" -> out.members(value, (ignored, list) -> activities(list));
            default -> out.value(value);
        }
    }

    private void ofRelated(String name, JsonNode value) {
        if (name.equals("agent") || name.equals("group")) {
            actor(value);
        } else {
            out.value(value);
        }
    }

    /** A single Activity is a list of one (Data 2.4.6.2). */
    private void activities(JsonNode value) {
        if (value.isObject()) {
            out.one(value, this::idAlone);
        } else {
            out.elements(value, this::idAlone);
        }
    }

    private void reference(JsonNode value) {
        out.members(
                value,
                (name, member) -> {
                    if (name.equals("id")) {
                        text(member, UuidText::folded);
                    } else {
                        out.value(member);
                    }
                });
    }

    private void attachments(JsonNode list) {
        out.elements(
                list,
                leftAttachments,
                attachment ->
                        out.members(attachment, TOLD_BY_THE_HASH, Set.of(), this::ofAttachment));
    }

    private void ofAttachment(String name, JsonNode value) {
        if (name.equals("sha2")) {
            text(value, StatementWalk::lowerCase);
        } else {
            out.value(value);
        }
    }

    /** Of a verb or an Activity its id says all; the rest is for people to read. */
    private void idAlone(JsonNode value) {
        JsonNode id = value.path("id");
        if (id.isMissingNode()) {
            out.value(value);
        } else {
            text(id, UuidText::folded);
        }
    }

    private void text(JsonNode value, UnaryOperator<String> fold) {
        if (value.isTextual()) {
            out.text(fold.apply(value.textValue()));
        } else {
            out.value(value);
        }
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
