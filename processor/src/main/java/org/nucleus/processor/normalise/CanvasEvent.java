package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.Actor;
import org.nucleus.model.CanvasAccount;
import org.nucleus.model.CanvasPeople;
import org.nucleus.model.Context;
import org.nucleus.model.EventObject;
import org.nucleus.model.Format;
import org.nucleus.model.Verb;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One raw Canvas live event ({@code metadata} and {@code body}), mapped to the one event. */
final class CanvasEvent {
    /** Extension of Canvas in both its formats. */
    static final String EXTENSION = "com.instructure.canvas";

    /** Extension of this node: whom the actor posed as. */
    static final String IMPERSONATED = "urn:nucleus:impersonated";

    private static final String COURSE = "course";
    private static final String PERSON = "Person";
    private static final String PLATFORM = "SoftwareApplication";

    /** The id of an event is already one of its content. */
    private static final long CONTENT = 0;

    /** Members of the body that questions are asked by. */
    private static final List<String> KEPT =
            List.of(
                    "asset_subtype",
                    "attempt",
                    "category",
                    "due_at",
                    "grade",
                    "late",
                    "level",
                    "missing",
                    "points_possible",
                    "state",
                    "submission_type",
                    "type",
                    "workflow_state");

    /** What an assessed rubric may belong to; everything else is a provisional grade. */
    private static final Map<String, String> ARTIFACTS =
            Map.of("Submission", "submission", "Assignment", "assignment");

    private final EventDraft draft;
    private final JsonNode metadata;
    private final JsonNode body;
    private final CanvasAccount account;
    private final String name;

    CanvasEvent(JsonNode event, EventDraft draft) {
        this.draft = draft;
        this.metadata = event.path(event.path("metadata").isObject() ? "metadata" : "attributes");
        this.body = event.path("body");
        this.account = CanvasAccount.of(metadata, draft.source());
        this.name = Json.text(metadata, "event_name");
    }

    Outcome normalise() {
        if (name == null) {
            draft.violation("/metadata/event_name", "canvas.event", "The event has no name.");
            return draft.outcome("", CONTENT);
        }
        Optional<CanvasMapping> mapping = CanvasMapping.of(name);
        CanvasPeople people = CanvasPeople.of(name, metadata, body, account);
        draft.actor =
                new Actor(people.actor(), people.person() ? PERSON : PLATFORM, displayName(people));
        if (mapping.isPresent()) {
            draft.eventTime(metadata.path("event_time"), "/metadata/event_time");
            map(mapping.get());
        } else {
            draft.eventTimeIfReadable(metadata.path("event_time"));
            draft.verb = new Verb(Iris.UNMAPPED, name);
            draft.object = nativeType();
        }
        draft.context = context(people, mapping.map(CanvasMapping::parent).orElse(null));
        extensions(people);
        return draft.outcome(name, CONTENT);
    }

    private void map(CanvasMapping mapping) {
        draft.verb = new Verb(mapping.verb(name, body), name);
        draft.object = object(mapping);
        draft.result = CanvasResult.of(name, body);
    }

    private EventObject object(CanvasMapping mapping) {
        EventObject object =
                switch (name) {
                    case "asset_accessed" -> asset();
                    case "rubric_assessed" -> artifact(mapping.kind());
                    case "logged_in", "logged_out" -> application(mapping.kind());
                    default ->
                            COURSE.equals(mapping.kind().name())
                                    ? course(mapping.kind())
                                    : thing(mapping.kind());
                };
        return object == null ? nativeType() : object;
    }

    private EventObject thing(CanvasKind kind) {
        return object(account.id(kind.name(), body.path(kind.idMember())), kind, body);
    }

    /** In the body, as a member or as an object; events about enrolments only have it around. */
    private EventObject course(CanvasKind kind) {
        JsonNode nested = body.path(COURSE);
        if (nested.hasNonNull("id")) {
            return object(account.id(COURSE, nested.path("id")), kind, nested);
        }
        EventObject course = thing(kind);
        if (course == null) {
            course = object(contextId("Course", COURSE), kind, metadata);
        }
        return course == null ? thing(CanvasKind.named("enrollment")) : course;
    }

    private EventObject asset() {
        String assetType = Json.text(body, "asset_type");
        if (assetType == null) {
            return null;
        }
        CanvasKind kind = CanvasKind.viewed(assetType);
        return object(account.id(kind.name(), body.path(kind.idMember())), kind, body);
    }

    private EventObject artifact(CanvasKind attempt) {
        String type = Json.text(body, "artifact_type");
        String kind =
                type == null ? attempt.name() : ARTIFACTS.getOrDefault(type, "provisional_grade");
        JsonNode id = body.path(body.hasNonNull("artifact_id") ? "artifact_id" : "submission_id");
        return object(account.id(kind, id), attempt, body);
    }

    private EventObject application(CanvasKind kind) {
        return new EventObject(account.platform(), kind.type(), Json.text(metadata, "hostname"));
    }

    private static EventObject object(String id, CanvasKind kind, JsonNode described) {
        return id == null ? null : new EventObject(id, kind.type(), kind.nameIn(described));
    }

    private EventObject nativeType() {
        return new EventObject(Iris.NATIVE_TYPE + Format.CANVAS + ":" + name, null, null);
    }

    /** The name of the person whom the body names, where that is who acted. */
    private String displayName(CanvasPeople people) {
        JsonNode user = body.path("user");
        if (people.actor().equals(account.id("user", user.path("id")))) {
            return Json.text(user, "name");
        }
        return people.actor().equals(account.id("user", body.path("user_id")))
                ? Json.text(body, "user_name")
                : null;
    }

    private Context context(CanvasPeople people, CanvasKind parent) {
        String above =
                parent == null ? null : account.id(parent.name(), body.path(parent.idMember()));
        return new Context(
                null,
                Json.text(metadata, "session_id"),
                courseAround(),
                null,
                account.platform(),
                null,
                above == null ? List.of() : List.of(above),
                group(),
                role(people),
                people.learner(),
                people.by());
    }

    private String courseAround() {
        String course = contextId("Course", COURSE);
        if (course == null) {
            course = account.id(COURSE, body.path("course_id"));
        }
        if (course == null) {
            course = account.id(COURSE, body.path(COURSE).path("id"));
        }
        return course == null && "Course".equals(Json.text(body, "context_type"))
                ? account.id(COURSE, body.path("context_id"))
                : course;
    }

    private String group() {
        String group = contextId("Group", "group");
        return group == null ? account.id("group", body.path("group_id")) : group;
    }

    private String contextId(String type, String kind) {
        return type.equals(Json.text(metadata, "context_type"))
                ? account.id(kind, metadata.path("context_id"))
                : null;
    }

    /** Of the sender's user, where that is who acted; else what the body says. */
    private String role(CanvasPeople people) {
        String role = people.sender() ? Json.text(metadata, "context_role") : null;
        return role == null
                ? Json.text(body, name.startsWith("enrollment_") ? "type" : "role")
                : role;
    }

    private void extensions(CanvasPeople people) {
        ObjectNode kept = JsonNodeFactory.instance.objectNode();
        for (String member : KEPT) {
            JsonNode value = body.path(member);
            if (value.isValueNode() && !value.isNull()) {
                kept.set(member, value);
            }
        }
        if (!kept.isEmpty()) {
            draft.extension(EXTENSION, kept.toString());
        }
        if (people.impersonated() != null) {
            draft.extension(
                    IMPERSONATED,
                    JsonNodeFactory.instance.textNode(people.impersonated()).toString());
        }
    }
}
