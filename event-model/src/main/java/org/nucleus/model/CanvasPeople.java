package org.nucleus.model;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Who is who in a raw Canvas event. The collector orders the log by the actor, the processor puts
 * all of them into the event; both read them here.
 *
 * @param actor canonical id of who acted; the platform where nobody did
 * @param person whether the actor is a person
 * @param sender whether the actor sent the request behind the event
 * @param learner canonical id of whom it is about, or null where that is the actor
 * @param by canonical id of who caused it, or null where that is the actor
 * @param impersonated canonical id of whom the sender's user posed as, or null
 */
public record CanvasPeople(
        String actor,
        boolean person,
        boolean sender,
        String learner,
        String by,
        String impersonated) {
    private static final String USER = "user";
    private static final JsonPointer USER_ID = JsonPointer.compile("/user_id");
    private static final JsonPointer NESTED_USER = JsonPointer.compile("/user/id");

    /** Events of somebody whom the body names; who sent the request only caused them. */
    private static final Map<String, JsonPointer> ACTORS =
            Map.ofEntries(
                    Map.entry("course_completed", NESTED_USER),
                    Map.entry("course_progress", NESTED_USER),
                    Map.entry("course_grade_change", USER_ID),
                    Map.entry("enrollment_created", USER_ID),
                    Map.entry("enrollment_updated", USER_ID),
                    Map.entry("group_membership_created", USER_ID),
                    Map.entry("group_membership_updated", USER_ID),
                    Map.entry("submission_created", USER_ID));

    /** The same, named by a uuid. */
    private static final Set<String> ACTORS_BY_UUID =
            Set.of("learning_outcome_result_created", "learning_outcome_result_updated");

    /** Whom the body names as the author, asked only where the metadata names nobody. */
    private static final Map<String, JsonPointer> AUTHORS =
            Map.of(
                    "conversation_message_created", JsonPointer.compile("/author_id"),
                    "discussion_entry_created", USER_ID,
                    "discussion_entry_submitted", USER_ID,
                    "submission_comment_created", USER_ID);

    /** Events about a learner; the first of the members that is there. */
    private static final Map<String, List<JsonPointer>> LEARNERS =
            Map.of(
                    "final_grade_custom_status", List.of(USER_ID),
                    "grade_change", List.of(JsonPointer.compile("/student_id"), USER_ID),
                    "grade_override", List.of(USER_ID),
                    "plagiarism_resubmit", List.of(USER_ID),
                    "submission_custom_grade_status", List.of(USER_ID),
                    "submission_updated", List.of(USER_ID));

    public CanvasPeople {
        Objects.requireNonNull(actor, "actor is null");
    }

    /**
     * Never fails, whatever is missing. Somebody who poses as another user is the actor, and the
     * other the learner.
     *
     * @param eventName the event's own name, e.g. {@code grade_change}
     */
    public static CanvasPeople of(
            String eventName, JsonNode metadata, JsonNode body, CanvasAccount account) {
        String user = account.id(USER, metadata.path("user_id"));
        String real = account.id(USER, metadata.path("real_user_id"));
        boolean poses = user != null && real != null && !real.equals(user);
        String caller = real == null ? user : real;
        String named = named(eventName, body, account, caller == null);
        String learner = learner(eventName, body, account);
        boolean namedActs = named != null && !(poses && named.equals(user));
        String actor = namedActs ? named : caller;
        if (learner == null && poses && !namedActs) {
            learner = user;
        }
        String cause = namedActs ? caller : grader(eventName, body, account);
        String impersonated = poses ? user : null;
        return new CanvasPeople(
                actor == null ? account.platform() : actor,
                actor != null,
                actor != null && actor.equals(caller),
                Objects.equals(learner, actor) ? null : learner,
                Objects.equals(cause, actor) || Objects.equals(cause, impersonated) ? null : cause,
                impersonated);
    }

    private static String named(
            String eventName, JsonNode body, CanvasAccount account, boolean nobodyCalled) {
        JsonPointer actor = ACTORS.get(eventName);
        if (actor == null && nobodyCalled) {
            actor = AUTHORS.get(eventName);
        }
        if (actor != null) {
            return account.id(USER, body.at(actor));
        }
        String uuid =
                ACTORS_BY_UUID.contains(eventName)
                        ? CanvasAccount.text(body.path("user_uuid"))
                        : null;
        return uuid == null ? null : "canvas:" + account.key() + ":user-uuid:" + uuid;
    }

    private static String learner(String eventName, JsonNode body, CanvasAccount account) {
        for (JsonPointer pointer : LEARNERS.getOrDefault(eventName, List.of())) {
            String learner = account.id(USER, body.at(pointer));
            if (learner != null) {
                return learner;
            }
        }
        return null;
    }

    /** A grader below zero is a tool, none is Canvas itself. */
    private static String grader(String eventName, JsonNode body, CanvasAccount account) {
        JsonNode grader = body.path("grader_id");
        boolean person = eventName.equals("grade_change") && !grader.asText().startsWith("-");
        return person ? account.id(USER, grader) : null;
    }
}
