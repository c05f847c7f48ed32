package org.nucleus.model;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The one normalised record: what every format becomes and every table, aggregate and partner is
 * fed from. Its contract is the Avro schema {@code event.avsc}.
 *
 * @param id unique within the tenant; tables and partners deduplicate by it
 * @param provenance where it came from
 * @param eventTime when it happened, millisecond precision
 * @param receivedTime when the node logged it, millisecond precision
 * @param actor who acted
 * @param verb what was done
 * @param object what it was done to
 * @param result what came of it
 * @param context around what it happened
 * @param extensions the format's extensions: IRI or name to JSON text, in the order given
 * @param payload the event as received, JSON text
 */
public record Event(
        String id,
        Provenance provenance,
        Instant eventTime,
        Instant receivedTime,
        Actor actor,
        Verb verb,
        EventObject object,
        Result result,
        Context context,
        Map<String, String> extensions,
        String payload) {
    public Event {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(provenance, "provenance is null");
        Objects.requireNonNull(eventTime, "eventTime is null");
        Objects.requireNonNull(receivedTime, "receivedTime is null");
        Objects.requireNonNull(actor, "actor is null");
        Objects.requireNonNull(verb, "verb is null");
        Objects.requireNonNull(object, "object is null");
        Objects.requireNonNull(result, "result is null");
        Objects.requireNonNull(context, "context is null");
        Objects.requireNonNull(payload, "payload is null");
        eventTime = eventTime.truncatedTo(ChronoUnit.MILLIS);
        receivedTime = receivedTime.truncatedTo(ChronoUnit.MILLIS);
        extensions.forEach(
                (name, value) -> {
                    Objects.requireNonNull(name, "an extension's name is null");
                    Objects.requireNonNull(value, "an extension's value is null");
                });
        extensions = Collections.unmodifiableMap(new LinkedHashMap<>(extensions));
    }

    /** The same by another actor, in another context. */
    public Event by(Actor other, Context where) {
        return new Event(
                id,
                provenance,
                eventTime,
                receivedTime,
                other,
                verb,
                object,
                result,
                where,
                extensions,
                payload);
    }

    /** The same with another verb, about another object. */
    public Event about(Verb otherVerb, EventObject other) {
        return new Event(
                id,
                provenance,
                eventTime,
                receivedTime,
                actor,
                otherVerb,
                other,
                result,
                context,
                extensions,
                payload);
    }

    /** The same about another object, in another context. */
    public Event about(EventObject other, Context where) {
        return new Event(
                id,
                provenance,
                eventTime,
                receivedTime,
                actor,
                verb,
                other,
                result,
                where,
                extensions,
                payload);
    }
}
