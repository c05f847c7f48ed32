package org.nucleus.processor;

import org.nucleus.model.Event;
import org.nucleus.processor.normalise.JitsiRoom;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * To which instances an event of a room belongs, by what is known.
 *
 * @param own when the instance of its room was made; empty where none is known
 * @param main when that of the main room was made, {@code own} unless the room is a breakout room
 * @param sure whether no creation that is yet to be told can change it
 */
record Assignment(Optional<Instant> own, Optional<Instant> main, boolean sure) {
    Assignment {
        Objects.requireNonNull(own, "own is null");
        Objects.requireNonNull(main, "main is null");
    }

    /**
     * @param known the instances of a room, by its name
     * @param late how late a creation may be told
     */
    static Assignment of(JitsiRoom room, Function<String, Instances> known, Duration late) {
        Instances ofRoom = known.apply(room.name());
        Optional<Instant> own = room.created().or(() -> ofRoom.at(room.at(), room.joined()));
        boolean sure =
                room.created().isPresent()
                        || own.isPresent()
                                && (isOld(room, room.at(), late) || ofRoom.isSure(room.at(), late));
        if (!room.isBreakout() || own.isEmpty()) {
            return new Assignment(own, own, sure);
        }
        Instant made = own.get();
        Instances ofMain = known.apply(room.main());
        Optional<Instant> main = ofMain.at(made, true);
        boolean mainSure =
                main.isPresent() && (isOld(room, made, late) || ofMain.isSure(made, late));
        return new Assignment(own, main, sure && mainSure);
    }

    /** Whether the event happened so long after {@code moment} that all is told of it by then. */
    private static boolean isOld(JitsiRoom room, Instant moment, Duration late) {
        return !moment.plus(late).isAfter(room.event().eventTime());
    }

    /** The event with what is assigned; as it is where nothing is. */
    Event to(JitsiRoom room) {
        return own.map(
                        made ->
                                room.in(
                                        JitsiRoom.instance(room.name(), made),
                                        main.map(start -> JitsiRoom.instance(room.main(), start))))
                .orElse(room.event());
    }
}
