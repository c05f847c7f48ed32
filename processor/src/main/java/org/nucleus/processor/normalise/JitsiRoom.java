package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Context;
import org.nucleus.model.Event;
import org.nucleus.model.EventObject;
import org.nucleus.model.Format;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What an event of Jitsi says about the instance of a room that it belongs to. Names of rooms are
 * used again: an instance is a room, or a breakout room of it, and the time it was created.
 *
 * @param event normalised, of a known type
 * @param main the {@code room_jid}, of breakout rooms that of their meeting
 * @param name of the room itself: {@code main}, or {@code <main>/<breakout_room_id>}
 * @param created when it was made; empty in events of occupants
 * @param destroyed when it ended; empty unless the event says so
 * @param at when the occupant joined, else when the event happened
 * @param joined whether {@code at} is when the occupant joined
 */
public record JitsiRoom(
        Event event,
        String main,
        String name,
        Optional<Instant> created,
        Optional<Instant> destroyed,
        Instant at,
        boolean joined) {
    public JitsiRoom {
        Objects.requireNonNull(event, "event is null");
        Objects.requireNonNull(main, "main is null");
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(created, "created is null");
        Objects.requireNonNull(destroyed, "destroyed is null");
        Objects.requireNonNull(at, "at is null");
    }

    /** Empty for every event that belongs to no room of Jitsi. */
    public static Optional<JitsiRoom> of(Event event) {
        boolean inRoom =
                event.provenance().format() == Format.JITSI
                        && Iris.MEETING.equals(event.object().type())
                        && event.context().meeting() != null;
        return inRoom ? Json.parse(event.payload()).map(json -> of(event, json)) : Optional.empty();
    }

    private static JitsiRoom of(Event event, JsonNode json) {
        Optional<Instant> joined = EventTimes.of(JitsiEvent.member(json, "joined_at"));
        return new JitsiRoom(
                event,
                event.context().meeting(),
                event.object().id(),
                EventTimes.of(json.path("created_at")),
                EventTimes.of(json.path("destroyed_at")),
                joined.orElse(event.eventTime()),
                joined.isPresent());
    }

    /** Id of the instance of a room that was made then. */
    public static String instance(String room, Instant created) {
        return room + "@" + created.getEpochSecond();
    }

    /** Whether it is one of a breakout room. */
    public boolean isBreakout() {
        return !name.equals(main);
    }

    /**
     * The event as one of instances.
     *
     * @param own the instance of its room
     * @param meeting the instance of the main room; empty where that is not known
     */
    public Event in(String own, Optional<String> meeting) {
        Context context = event.context();
        List<String> parents = new ArrayList<>();
        if (isBreakout()) {
            meeting.ifPresent(parents::add);
        }
        parents.add(main);
        return event.about(
                new EventObject(own, event.object().type(), event.object().name()),
                new Context(
                        context.registration(),
                        context.session(),
                        context.course(),
                        meeting.orElse(main),
                        context.platform(),
                        context.language(),
                        parents,
                        context.group(),
                        context.role(),
                        context.learner(),
                        context.by()));
    }
}
