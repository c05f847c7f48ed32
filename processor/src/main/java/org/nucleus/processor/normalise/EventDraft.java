package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;

import org.nucleus.model.Actor;
import org.nucleus.model.AddressName;
import org.nucleus.model.Context;
import org.nucleus.model.Event;
import org.nucleus.model.EventObject;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;
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

    /**
     * Extension of this node: the time as sent, JSON text, where it could not be read and the
     * received time stands for it.
     */
    static final String UNREAD_TIME = "urn:nucleus:unread-time";

    /** Extension of this node: why somebody left. */
    static final String REASON = "urn:nucleus:reason";

    private static final String OWN = "urn:nucleus:";
    private static final String PLATFORM = OWN + "platform:";
    private static final int MOST_OF_A_TIME = 64;
    private static final Duration TOLERATED_SKEW = Duration.ofMinutes(5);

    private final ReceivedEvent received;
    private String payload;
    private final List<Violation> violations = new ArrayList<>();
    private final Map<String, String> extensions = new LinkedHashMap<>();

    private Instant eventTime;
    private JsonNode unreadTime;
    private boolean timeRead;
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

    /**
     * When it happened, as sent; without a time it happened when it was received. So it did where
     * the time cannot be read, and an extension says so – but of statements and Caliper, whose
     * times the collector checks.
     */
    void eventTime(String text, String pointer) {
        if (text != null) {
            eventTime(TextNode.valueOf(text), EventTimes.parse(text), pointer);
        }
    }

    /** The same of formats that send text or a number; empty text is no time. */
    void eventTime(JsonNode time, String pointer) {
        eventTime(time, EventTimes.of(time), pointer);
    }

    private void eventTime(JsonNode sent, Optional<Instant> time, String pointer) {
        boolean checked = received.format() == Format.XAPI || received.format() == Format.CALIPER;
        if (time.isEmpty() && checked) {
            violation(pointer, "nucleus.time", "The event time cannot be read.");
        } else {
            happened(sent, time);
        }
    }

    /** When it happened, where that can be read at all; tells whether it can. */
    boolean eventTimeIfReadable(JsonNode time) {
        Optional<Instant> read = EventTimes.of(time);
        happened(time, read);
        return read.isPresent();
    }

    private void happened(JsonNode sent, Optional<Instant> time) {
        boolean none = sent.isMissingNode() || sent.isNull() || "".equals(sent.textValue());
        if (time.isPresent()) {
            timeRead = true;
            happened(time.get());
        } else if (!none && unreadTime == null) {
            unreadTime = sent;
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
        if (unreadTime != null && !timeRead) {
            extensions.put(UNREAD_TIME, unread());
        }
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

    private String unread() {
        String text = unreadTime.isTextual() ? unreadTime.textValue() : unreadTime.toString();
        return text.length() <= MOST_OF_A_TIME
                ? unreadTime.toString()
                : TextNode.valueOf(text.substring(0, MOST_OF_A_TIME - 1) + "…").toString();
    }

    private static boolean isAddress(String name) {
        int last =
                Math.max(
                        name.lastIndexOf('/'),
                        Math.max(name.lastIndexOf('#'), name.lastIndexOf(':')));
        return AddressName.is(name.substring(last + 1));
    }
}
