package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.Event;
import org.nucleus.model.EventObject;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * One item of Canvas' Caliper envelopes: mapped as every Caliper item, with what Canvas says beside
 * the standard. For the type {@code Entity}, which tells nothing, Canvas' own name of the kind
 * stands in; the extensions of the event and of its parts become one.
 */
final class CanvasCaliperItem {
    private static final String UNTOLD = "Entity";
    static final String URN = "urn:instructure:canvas:";
    private static final String EXTENSIONS = "extensions";
    private static final List<String> PARTS = List.of("actor", "object", "group");

    private final JsonNode item;
    private final EventDraft draft;

    CanvasCaliperItem(JsonNode item, EventDraft draft) {
        this.item = item;
        this.draft = draft;
    }

    Outcome normalise() {
        extensions();
        return switch (new CaliperItem(item, draft).normalise()) {
            case Outcome.Normalised normalised ->
                    new Outcome.Normalised(own(normalised.event()), normalised.content());
            case Outcome outcome -> outcome;
        };
    }

    private Event own(Event event) {
        EventObject object = event.object();
        boolean untold = UNTOLD.equals(Json.text(item.path("object"), "type"));
        Event typed =
                event.about(
                        untold ? new EventObject(object.id(), type(object), object.name()) : object,
                        event.context().inCourse(CanvasCourse.of(item)));
        return CanvasMembership.of(item).map(membership -> membership.in(typed)).orElse(typed);
    }

    /** {@code {…of the event, "actor": {…}, "object": {…}, "group": {…}}}. */
    private void extensions() {
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : extension(item).properties()) {
            all.set(member.getKey(), member.getValue());
        }
        for (String part : PARTS) {
            JsonNode ofPart = extension(item.path(part));
            if (!ofPart.isEmpty()) {
                all.set(part, ofPart);
            }
        }
        if (!all.isEmpty()) {
            draft.extension(CanvasEvent.EXTENSION, all.toString());
        }
    }

    /** Canvas' own extension of an entity or of the event itself. */
    static JsonNode extension(JsonNode extended) {
        return extended.path(EXTENSIONS).path(CanvasEvent.EXTENSION);
    }

    private String type(EventObject object) {
        String told = Json.text(extension(item.path("object")), "asset_type");
        String kind = told == null ? kindIn(object.id()) : told;
        String type = kind == null ? null : CanvasKind.viewed(kind).type();
        return type == null ? object.type() : type;
    }

    /** {@code urn:instructure:canvas:wikiPage:7} → {@code wiki_page}. */
    private static String kindIn(String id) {
        int end = id.indexOf(':', URN.length());
        return id.startsWith(URN) && end > 0
                ? id.substring(URN.length(), end)
                        .replaceAll("([A-Z])", "_$1")
                        .toLowerCase(Locale.ROOT)
                : null;
    }
}
