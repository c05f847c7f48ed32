package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Actor;
import org.nucleus.model.Context;
import org.nucleus.model.Event;
import org.nucleus.model.EventObject;
import org.nucleus.model.Verb;

import java.util.List;
import java.util.Optional;

/**
 * A membership of a group that Canvas' Caliper form tells to be created, as the raw format's {@code
 * group_membership_created} is: the member joins the group.
 *
 * @param member who joins
 * @param group what is joined
 */
record CanvasMembership(CaliperEntity member, CaliperEntity group) {
    /** Empty for every other event. */
    static Optional<CanvasMembership> of(JsonNode item) {
        JsonNode object = item.path("object");
        boolean created =
                "Created".equals(Json.text(item, "action"))
                        && "Membership".equals(Json.text(object, "type"));
        return created
                ? CaliperEntity.of(object.path("member"))
                        .flatMap(
                                member ->
                                        CaliperEntity.of(object.path("organization"))
                                                .filter(CanvasMembership::isGroup)
                                                .map(group -> new CanvasMembership(member, group)))
                : Optional.empty();
    }

    private static boolean isGroup(CaliperEntity organization) {
        return "Group".equals(organization.type())
                || organization.id().startsWith(CanvasCaliperItem.URN + "group:");
    }

    /** The event as one of the member; whoever made the membership caused it. */
    Event in(Event event) {
        Context context = event.context();
        String joins = member.actorId(event.id());
        boolean self = joins.equals(event.actor().id());
        String category = CaliperEntity.idOf(group.node().path("isPartOf"));
        return event.by(
                        new Actor(
                                joins,
                                member.type() == null ? "Person" : member.type(),
                                member.name() == null && self
                                        ? event.actor().displayName()
                                        : member.name()),
                        new Context(
                                context.registration(),
                                context.session(),
                                context.course(),
                                context.meeting(),
                                context.platform(),
                                context.language(),
                                category == null ? List.of() : List.of(category),
                                group.id(),
                                self ? context.role() : null,
                                null,
                                self ? null : event.actor().id()))
                .about(
                        new Verb(Iris.ACTIVITY_STREAMS + "join", event.verb().sentId()),
                        new EventObject(group.id(), Iris.ACTIVITY_STREAMS + "group", group.name()));
    }
}
