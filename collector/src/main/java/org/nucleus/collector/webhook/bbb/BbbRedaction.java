package org.nucleus.collector.webhook.bbb;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.collector.webhook.CommonRedaction;
import org.nucleus.collector.webhook.NameMemo;
import org.nucleus.collector.webhook.Trace;
import org.nucleus.model.AddressName;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What BigBlueButton's events never keep beside {@link CommonRedaction}: what a person's browser
 * told, metadata that calls itself secret (flags outside of metadata stay), and what people wrote
 * or said. Of a text {@code name} its {@link Trace} is kept as {@code name-length} and {@code
 * name-sha256}.
 */
final class BbbRedaction {
    private static final Set<String> CUT = Set.of("userdata", "referer", "referrer");
    private static final Set<String> METADATA = Set.of("metadata", "metadataprop");
    private static final Set<String> TEXTS = Set.of("message", "text", "transcript");
    private static final String ANSWER = "answer";
    private static final String CALLED_SECRET = "secret";
    private static final String VOTES = "votes";
    private static final NameMemo<Kind> KINDS =
            new NameMemo<>(name -> judge(AddressName.folded(name)));

    private final boolean keepsTexts;

    private enum Kind {
        CUT,
        SECRET,
        METADATA,
        TEXT,
        ANSWER,
        PLAIN
    }

    /**
     * @param keepsTexts whether texts stay, all but free answers to polls
     */
    BbbRedaction(boolean keepsTexts) {
        this.keepsTexts = keepsTexts;
    }

    /** In place and at every depth. */
    void apply(ObjectNode event) {
        CommonRedaction.apply(event);
        apply(event, false);
    }

    private void apply(JsonNode node, boolean inMetadata) {
        if (node instanceof ObjectNode object) {
            cut(object, inMetadata);
            if (object.has(VOTES)) {
                FreeAnswers.hide(object);
            }
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (member.getValue().isContainerNode()) {
                    apply(
                            member.getValue(),
                            inMetadata || KINDS.of(member.getKey()) == Kind.METADATA);
                }
            }
        } else {
            node.forEach(element -> apply(element, inMetadata));
        }
    }

    private void cut(ObjectNode object, boolean inMetadata) {
        Map<String, Trace> traces = new LinkedHashMap<>(0);
        object.properties()
                .removeIf(
                        member ->
                                switch (KINDS.of(member.getKey())) {
                                    case CUT -> true;
                                    case SECRET -> inMetadata || !member.getValue().isBoolean();
                                    case TEXT -> !keepsTexts && traced(member, traces);
                                    case ANSWER -> traced(member, traces);
                                    case METADATA, PLAIN -> false;
                                });
        traces.forEach(
                (name, trace) ->
                        object.put(name + "-length", trace.length())
                                .put(name + "-sha256", trace.sha256()));
    }

    private static boolean traced(Map.Entry<String, JsonNode> member, Map<String, Trace> traces) {
        JsonNode value = member.getValue();
        boolean isText = value.isTextual() || value.isArray();
        if (isText) {
            traces.put(member.getKey(), Trace.of(value));
        }
        return isText;
    }

    private static Kind judge(String folded) {
        if (CUT.contains(folded)) {
            return Kind.CUT;
        }
        if (METADATA.contains(folded)) {
            return Kind.METADATA;
        }
        if (TEXTS.contains(folded)) {
            return Kind.TEXT;
        }
        if (ANSWER.equals(folded)) {
            return Kind.ANSWER;
        }
        return folded.startsWith(CALLED_SECRET) ? Kind.SECRET : Kind.PLAIN;
    }
}
