package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import org.nucleus.model.FailureKind;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.model.Violation;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Turns one received event, of any format this node understands, into the one {@code Event}. */
public final class Normaliser {
    private Normaliser() {}

    /**
     * Pure: the same event gives the same outcome. The payload must be one JSON object in UTF-8, as
     * the collector logged it; anything else is refused, never thrown.
     */
    public static Outcome normalise(ReceivedEvent received) {
        return switch (received.format()) {
            case XAPI ->
                    parsed(received, (json, draft) -> new XapiStatement(json, draft).normalise());
            case CALIPER ->
                    parsed(received, (json, draft) -> new CaliperItem(json, draft).normalise());
            case CANVAS -> parsed(received, canvas(received.formatVersion()));
            case JITSI ->
                    parsed(received, (json, draft) -> new JitsiEvent(json, draft).normalise());
            case JAAS -> parsed(received, (json, draft) -> new JaasEvent(json, draft).normalise());
            case CLASSY ->
                    parsed(received, (json, draft) -> new ClassyEvent(json, draft).normalise());
            case CHIME -> parsed(received, (json, draft) -> chime(received, json, draft));
            case BBB -> parsed(received, (json, draft) -> bbb(received, json, draft));
            case JSON -> parsed(received, (json, draft) -> new JsonEvent(json, draft).normalise());
            case NUCLEUS ->
                    refused(
                            FailureKind.UNSUPPORTED,
                            "nucleus.format.known",
                            "This version does not understand the format " + received.format());
        };
    }

    private static Outcome chime(ReceivedEvent received, JsonNode json, EventDraft draft) {
        boolean detail = "detail".equals(received.formatVersion());
        return new ChimeEvent(
                        detail ? MissingNode.getInstance() : json,
                        detail ? json : json.path("detail"),
                        draft)
                .normalise();
    }

    private static Outcome bbb(ReceivedEvent received, JsonNode json, EventDraft draft) {
        return switch (received.formatVersion()) {
            case "callback" -> new BbbCallback(json, draft).normalise();
            case "raw" -> new BbbRaw(json, draft).normalise();
            default -> new BbbWebhook(json, draft).normalise();
        };
    }

    private static Outcome parsed(
            ReceivedEvent received, BiFunction<JsonNode, EventDraft, Outcome> mapping) {
        Optional<String> text = utf8(received.payload());
        if (text.isEmpty()) {
            return refused(FailureKind.INVALID, "json.utf8", "The bytes are not UTF-8.");
        }
        Optional<JsonNode> document = Json.parse(text.get());
        if (document.isEmpty()) {
            return refused(
                    FailureKind.INVALID, "json.syntax", "The bytes are not one JSON object.");
        }
        return mapping.apply(document.get(), new EventDraft(received, text.get()));
    }

    private static BiFunction<JsonNode, EventDraft, Outcome> canvas(String formatVersion) {
        return "caliper".equals(formatVersion)
                ? (json, draft) -> new CanvasCaliperItem(json, draft).normalise()
                : (json, draft) -> new CanvasEvent(json, draft).normalise();
    }

    private static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException ignored) {
            return Optional.empty();
        }
    }

    private static Outcome refused(FailureKind kind, String rule, String message) {
        return new Outcome.Refused(kind, List.of(new Violation("", rule, message)));
    }
}
