package org.nucleus.processor.normalise;

import org.nucleus.model.Event;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Violation;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Received events of one source of a school, and what normalising them gives. */
final class Received {
    static final Instant RECEIVED_TIME = Instant.parse("2026-11-02T09:30:00.250Z");
    static final String ID = "1b9d6bcd-bbfd-4b2d-9b5d-ab8dfbbd4bed";

    private Received() {}

    static ReceivedEvent of(Format format, byte[] payload) {
        return new ReceivedEvent(
                "oakfield", "lms-1", format, "1.0.3", RECEIVED_TIME, ID, "someone", payload);
    }

    static ReceivedEvent of(Format format, String formatVersion, String json) {
        return new ReceivedEvent(
                "oakfield",
                "lms-1",
                format,
                formatVersion,
                RECEIVED_TIME,
                ID,
                "someone",
                json.getBytes(StandardCharsets.UTF_8));
    }

    static ReceivedEvent of(Format format, String json) {
        return of(format, json.getBytes(StandardCharsets.UTF_8));
    }

    static Event event(Format format, String json) {
        return normalised(format, json).event();
    }

    static Outcome.Normalised normalised(Format format, String json) {
        return normalised(of(format, json));
    }

    static Outcome.Normalised normalised(ReceivedEvent received) {
        return switch (Normaliser.normalise(received)) {
            case Outcome.Normalised normalised -> normalised;
            case Outcome.Refused refused -> throw new AssertionError("refused: " + refused);
            case Outcome.Described described -> throw new AssertionError("described: " + described);
            case Outcome.Several several -> throw new AssertionError("several: " + several);
            case Outcome.Once once -> throw new AssertionError("once: " + once);
        };
    }

    /** Pointers and rules of a refusal: {@code /actor xapi.actor.identifier}. */
    static String refusal(FailureKind kind, ReceivedEvent received) {
        return switch (Normaliser.normalise(received)) {
            case Outcome.Refused refused when refused.kind() == kind ->
                    String.join(",", refused.violations().stream().map(Received::text).toList());
            case Outcome.Refused refused -> throw new AssertionError(refused.toString());
            case Outcome.Normalised normalised -> throw new AssertionError(normalised.toString());
            case Outcome.Described described -> throw new AssertionError(described.toString());
            case Outcome.Several several -> throw new AssertionError(several.toString());
            case Outcome.Once once -> throw new AssertionError(once.toString());
        };
    }

    private static String text(Violation violation) {
        return violation.pointer() + " " + violation.rule();
    }
}
