package org.nucleus.processor.normalise;

import org.nucleus.model.Event;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What BigBlueButton sends, as the collector logs it, and what comes of it. */
final class Meetings {
    private Meetings() {}

    static ReceivedEvent bbb(String formatVersion, String json) {
        return new ReceivedEvent(
                "oakfield",
                "lms-1",
                Format.BBB,
                formatVersion,
                Received.RECEIVED_TIME,
                Received.ID,
                "m-1",
                json.getBytes(StandardCharsets.UTF_8));
    }

    static Event event(String formatVersion, String json) {
        List<Event> events = events(formatVersion, json);
        if (events.size() != 1) {
            throw new AssertionError(events.toString());
        }
        return events.getFirst();
    }

    static List<Event> events(String formatVersion, String json) {
        return normalised(Normaliser.normalise(bbb(formatVersion, json))).stream()
                .map(Outcome.Normalised::event)
                .toList();
    }

    static List<Outcome.Normalised> normalised(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Normalised normalised -> List.of(normalised);
            case Outcome.Several several ->
                    several.parts().stream().flatMap(part -> normalised(part).stream()).toList();
            case Outcome.Once ignored -> List.of();
            case Outcome.Refused refused -> throw new AssertionError("refused: " + refused);
            case Outcome.Described described -> throw new AssertionError("described: " + described);
        };
    }

    static String resource(String name) {
        try (InputStream stream = Meetings.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
