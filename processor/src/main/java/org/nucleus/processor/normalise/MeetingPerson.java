package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Actor;
import org.nucleus.model.Context;
import org.nucleus.model.Event;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What one event says about somebody in a meeting of BigBlueButton or JaaS. Some events name the
 * connection alone: what others said of it holds for the whole meeting.
 *
 * @param connections what names the connection within the meeting, at least one
 * @param identity canonical id of who it is, an anonymous one for a guest; empty where the event
 *     does not say
 * @param anonymous the canonical id that the event has for somebody of whom it does not say more
 */
public record MeetingPerson(List<String> connections, Optional<String> identity, String anonymous) {
    public MeetingPerson {
        connections = List.copyOf(connections);
        Objects.requireNonNull(identity, "identity is null");
        Objects.requireNonNull(anonymous, "anonymous is null");
        if (connections.isEmpty()) {
            throw new IllegalArgumentException("somebody in a meeting has a connection");
        }
    }

    /** Everybody the event tells of; none for events of other formats and of no meeting. */
    public static List<MeetingPerson> in(Event event) {
        if (event.context().meeting() == null) {
            return List.of();
        }
        return switch (event.provenance().format()) {
            case BBB ->
                    "webhook".equals(event.provenance().formatVersion())
                            ? json(event).flatMap(json -> ofBbb(event, json)).stream().toList()
                            : List.of();
            case JAAS -> json(event).map(json -> ofJaas(event, json)).orElse(List.of());
            case XAPI, CALIPER, CANVAS, CHIME, JITSI, CLASSY, JSON, NUCLEUS -> List.of();
        };
    }

    /** Whether an event has the anonymous one for actor or for learner. */
    public boolean isIn(Event event) {
        return anonymous.equals(event.actor().id()) || anonymous.equals(event.context().learner());
    }

    /**
     * The event with people in place of anonymous ones.
     *
     * @param known canonical ids of people by those of the anonymous
     */
    public static Event named(Event event, Map<String, String> known) {
        Actor actor = event.actor();
        Context context = event.context();
        String id = known.getOrDefault(actor.id(), actor.id());
        String learner =
                context.learner() == null
                        ? null
                        : known.getOrDefault(context.learner(), context.learner());
        return event.by(
                new Actor(id, actor.type(), actor.displayName()),
                context.about(id.equals(learner) ? null : learner));
    }

    private static Optional<JsonNode> json(Event event) {
        return Json.parse(event.payload());
    }

    private static Optional<MeetingPerson> ofBbb(Event event, JsonNode json) {
        BbbPerson person = BbbWebhook.person(json);
        String source = event.provenance().source();
        String meeting = event.context().meeting();
        if (person.internal() == null) {
            return Optional.empty();
        }
        return Optional.of(
                new MeetingPerson(
                        List.of(person.internal()),
                        Optional.ofNullable(person.external())
                                .map(ignored -> person.actorId(source, meeting)),
                        new BbbPerson(null, person.internal(), null).actorId(source, meeting)));
    }

    private static List<MeetingPerson> ofJaas(Event event, JsonNode json) {
        return JaasPerson.in(json).stream()
                .filter(person -> !JaasPerson.connections(person).isEmpty())
                .map(person -> ofJaas(event, person, JaasPerson.tellsGuests(json)))
                .toList();
    }

    private static MeetingPerson ofJaas(Event event, JsonNode person, boolean tellsGuests) {
        List<String> connections = JaasPerson.connections(person);
        String anonymous = JaasPerson.anonymous(event.context().meeting(), connections.getFirst());
        return new MeetingPerson(
                connections,
                JaasPerson.user(person, JaasPerson.issuer(event.context().platform()))
                        .or(() -> tellsGuests ? Optional.of(anonymous) : Optional.empty()),
                anonymous);
    }
}
