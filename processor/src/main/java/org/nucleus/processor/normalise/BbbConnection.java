package org.nucleus.processor.normalise;

import org.nucleus.model.Actor;
import org.nucleus.model.Context;
import org.nucleus.model.Event;
import org.nucleus.model.Format;

import java.util.Objects;
import java.util.Optional;

/**
 * What an event of bbb-webhooks says about who is behind a connection to a meeting. Some events
 * name the connection alone: what others said of it holds for the whole meeting.
 *
 * @param event normalised
 * @param meeting id of its instance
 * @param internal id of the connection within the meeting
 * @param external the front end's id of the person, that of the connection for a guest; empty where
 *     the event does not say
 */
public record BbbConnection(
        Event event, String meeting, String internal, Optional<String> external) {
    private static final String WEBHOOK = "webhook";

    public BbbConnection {
        Objects.requireNonNull(event, "event is null");
        Objects.requireNonNull(meeting, "meeting is null");
        Objects.requireNonNull(internal, "internal is null");
        Objects.requireNonNull(external, "external is null");
    }

    /** Empty for every event that is of no connection. */
    public static Optional<BbbConnection> of(Event event) {
        boolean ofConnection =
                event.provenance().format() == Format.BBB
                        && WEBHOOK.equals(event.provenance().formatVersion())
                        && event.context().session() != null
                        && event.context().meeting() != null;
        return ofConnection
                ? Json.parse(event.payload())
                        .map(BbbWebhook::person)
                        .map(person -> of(event, person))
                : Optional.empty();
    }

    private static BbbConnection of(Event event, BbbPerson person) {
        return new BbbConnection(
                event,
                event.context().meeting(),
                event.context().session(),
                Optional.ofNullable(person.external()));
    }

    /** Whether the event takes whoever it is for an anonymous one of the meeting. */
    public boolean isAnonymous() {
        String anonymous = actorId(internal);
        return anonymous.equals(event.actor().id()) || anonymous.equals(event.context().learner());
    }

    /** The event as one of the person of that external id. */
    public Event of(String known) {
        String anonymous = actorId(internal);
        String id = actorId(known);
        Actor actor = event.actor();
        Context context = event.context();
        return event.by(
                anonymous.equals(actor.id())
                        ? new Actor(id, actor.type(), actor.displayName())
                        : actor,
                anonymous.equals(context.learner()) ? context.about(id) : context);
    }

    private String actorId(String known) {
        return new BbbPerson(known, internal, null).actorId(event.provenance().source(), meeting);
    }
}
