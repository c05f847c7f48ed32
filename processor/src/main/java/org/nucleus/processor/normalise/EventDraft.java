package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.Actor;
import org.nucleus.model.AddressName;
import org.nucleus.model.Context;
import org.nucleus.model.Event;
import org.nucleus.model.EventObject;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Provenance;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Result;
import org.nucleus.model.Verb;
import org.nucleus.model.Violation;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One event while its format's mapping fills it: what every format does alike (identity, times,
 * extensions, violations). Of one thread, for one event.
 */
final class EventDraft {
    /** Extension of this node: by how many milliseconds {@code eventTime} is in the future. */
    static final String CLOCK_SKEW = "urn:nucleus:clock-skew";

    /** Extension of this node: what was wrong with the event though it was kept. */
    static final String WARNINGS = "urn:nucleus:warnings";

    /** Extension of this node: why somebody left. */
    static final String REASON = "urn:nucleus:reason";

    private static final String OWN = "urn:nucleus:";
    private static final String PLATFORM = OWN + "platform:";
    private static final Duration TOLERATED_SKEW = Duration.ofMinutes(5);

    private final ReceivedEvent received;
    private String payload;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, String> extensions = new LinkedHashMap<>();

    private Instant eventTime;
    Actor actor;
    Verb verb;
    EventObject object;
    Result result = Result.NONE;
    Context context = Context.NONE;

    EventDraft(ReceivedEvent received, String payload) {
        this.received = received;
        this.payload = payload;
        this.eventTime = received.receivedTime();
        if (!received.warnings().isEmpty()) {
            extensions.put(WARNINGS, Json.text(received.warnings()));
        }
    }

    String eventId() {
        return received.eventId();
    }

    /** Id of the registered way in. */
    String source() {
        return received.source();
    }

    String subject() {
        return received.subject();
    }

    /** Keeps a statement in stored form. */
    void store(JsonNode statement) {
        payload = StoredStatement.of(payload, statement, received);
    }

    /** A new draft of the same received event, under another id. */
    EventDraft under(String eventId) {
        return under(eventId, payload);
    }

    /** A new draft of a part of the received event, under an id of its own. */
    EventDraft under(String eventId, String part) {
        return new EventDraft(
                new ReceivedEvent(
                        received.tenant(),
                        received.source(),
                        received.format(),
                        received.formatVersion(),
                        received.receivedTime(),
                        eventId,
                        received.subject(),
                        received.payload(),
                        received.warnings()),
                part);
    }

    /** Who acts where no person does: the system that the source speaks for. */
    Actor platform() {
        return new Actor(PLATFORM + received.source(), "SoftwareApplication", null);
    }

    /**
     * Makes it an event that says only that one of {@code nativeType} came: what no table knows is
     * kept and counted.
     */
    void unmapped(String nativeType) {
        actor = platform();
        verb = new Verb(Iris.UNMAPPED, nativeType);
        object =
                new EventObject(
                        Iris.NATIVE_TYPE + received.format() + ":" + nativeType, null, null);
    }

    /** When it happened, as sent; without a time it happened when it was received. */
    void eventTime(String text, String pointer) {
        if (text == null) {
            return;
        }
        eventTime(EventTimes.parse(text), pointer);
    }

    /** The same of formats that send text or a number; empty text is no time. */
    void eventTime(JsonNode time, String pointer) {
        boolean none = time.isMissingNode() || time.isNull() || "".equals(time.textValue());
        if (!none) {
            eventTime(EventTimes.of(time), pointer);
        }
    }

    /** When it happened, where that can be read at all. */
    void eventTimeIfReadable(JsonNode time) {
        EventTimes.of(time).ifPresent(this::happened);
    }

    private void eventTime(Optional<Instant> time, String pointer) {
        if (time.isEmpty()) {
            violation(pointer, "nucleus.time", "The event time cannot be read.");
        } else {
            happened(time.get());
        }
    }

    private void happened(Instant time) {
        eventTime = time;
        Duration ahead = Duration.between(received.receivedTime(), eventTime);
        if (ahead.compareTo(TOLERATED_SKEW) > 0) {
            extensions.put(CLOCK_SKEW, Long.toString(ahead.toMillis()));
        }
    }

    void violation(String pointer, String rule, String message) {
        violations.add(new Violation(pointer, rule, message));
    }

    /**
     * Keeps every member as JSON text, less network addresses and what poses as an extension of
     * this node; the first of a name wins.
     */
    void extensions(JsonNode members) {
        for (Map.Entry<String, JsonNode> member : members.properties()) {
            if (!isAddress(member.getKey()) && !member.getKey().startsWith(OWN)) {
                extensions.putIfAbsent(member.getKey(), member.getValue().toString());
            }
        }
    }

    /** Keeps a text that the mapping itself adds. */
    void extension(String name, String json) {
        extensions.putIfAbsent(name, json);
    }

    /** The event, or why it is none. */
    Outcome outcome(String nativeType, long content) {
        if (!violations.isEmpty()) {
            return new Outcome.Refused(FailureKind.INVALID, violations);
        }
        return new Outcome.Normalised(
                new Event(
                        received.eventId(),
                        new Provenance(
                                received.tenant(),
                                received.source(),
                                received.format(),
                                received.formatVersion(),
                                nativeType),
                        eventTime,
                        received.receivedTime(),
                        actor,
                        verb,
                        object,
                        result,
                        context,
                        extensions,
                        payload),
                content);
    }

    private static boolean isAddress(String name) {
        int last =
                Math.max(
                        name.lastIndexOf('/'),
                        Math.max(name.lastIndexOf('#'), name.lastIndexOf(':')));
        return AddressName.is(name.substring(last + 1));
    }
}
