package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Actor;
import org.nucleus.model.Context;
import org.nucleus.model.EventObject;
import org.nucleus.model.Verb;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** One item of a Caliper 1.1 or 1.2 envelope, mapped to the one event. */
final class CaliperItem {
    private static final String UNTOLD_ACTOR = "Agent";
    private static final ContentHash CONTENT = new ContentHash(Set.of());

    private final JsonNode item;
    private final EventDraft draft;

    CaliperItem(JsonNode item, EventDraft draft) {
        this.item = item;
        this.draft = draft;
    }

    Outcome normalise() {
        String type = Json.text(item, "type");
        if (type == null) {
            draft.violation("/type", "caliper.type", "The item has no type.");
            return draft.outcome("", 0);
        }
        if (!type.endsWith("Event")) {
            return new Outcome.Described(type);
        }
        draft.eventTime(Json.text(item, "eventTime"), "/eventTime");
        Optional<CaliperEntity> actor = entity("actor");
        Optional<CaliperEntity> object = entity("object");
        String action = action();
        if (actor.isPresent() && object.isPresent() && action != null) {
            actor(actor.get());
            object(type, object.get());
            verb(type, action, object.get());
            draft.result = CaliperResult.of(item.path("generated"));
            context(action, object.get());
            draft.extensions(item.path("extensions"));
            draft.extensions(object.get().node().path("extensions"));
        }
        return draft.outcome(type, CONTENT.of(item, Set.of()));
    }

    private Optional<CaliperEntity> entity(String name) {
        Optional<CaliperEntity> entity = CaliperEntity.of(item.path(name));
        if (entity.isEmpty()) {
            draft.violation("/" + name, "caliper." + name, "The event has no " + name + ".");
        }
        return entity;
    }

    private String action() {
        String action = Json.text(item, "action");
        if (action == null) {
            draft.violation("/action", "caliper.action", "The event has no action.");
        }
        return action;
    }

    private void actor(CaliperEntity actor) {
        draft.actor =
                new Actor(
                        actor.actorId(draft.eventId()),
                        actor.type() == null ? UNTOLD_ACTOR : actor.type(),
                        actor.name());
    }

    private void object(String type, CaliperEntity object) {
        draft.object =
                new EventObject(object.id(), CaliperTypes.of(type, object.type()), object.name());
    }

    private void verb(String type, String action, CaliperEntity object) {
        boolean reply = object.node().hasNonNull("replyTo");
        draft.verb = new Verb(CaliperVerbs.of(type, action, draft.object.type(), reply), action);
    }

    private void context(String action, CaliperEntity object) {
        CaliperGroup group = CaliperGroup.of(item.path("group"));
        draft.context =
                new Context(
                        null,
                        CaliperEntity.idOf(item.path("session")),
                        group.course() == null
                                ? CaliperGroup.course(object.node())
                                : group.course(),
                        null,
                        CaliperEntity.idOf(item.path("edApp")),
                        null,
                        parents(object),
                        group.id(),
                        item.path("membership").path("roles").path(0).textValue(),
                        learner(action, object),
                        null);
    }

    private static List<String> parents(CaliperEntity object) {
        return Stream.of("assignable", "isPartOf")
                .map(name -> CaliperEntity.idOf(object.node().path(name)))
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    /** Whom it is about: of an attempt its assignee, of a session that timed out its user. */
    private String learner(String action, CaliperEntity object) {
        String member = "TimedOut".equals(action) ? "user" : "assignee";
        return CaliperEntity.of(object.node().path(member))
                .map(learner -> learner.actorId(draft.eventId()))
                .filter(id -> !id.equals(draft.actor.id()))
                .orElse(null);
    }
}
