package org.nucleus.processor.normalise;

import static org.nucleus.processor.normalise.Iris.ACTIVITY_STREAMS;
import static org.nucleus.processor.normalise.Iris.ACTIVITY_STREAMS_1_0;
import static org.nucleus.processor.normalise.Iris.CLASSROOM;
import static org.nucleus.processor.normalise.Iris.CLASSROOM_TYPES;

import java.util.Map;

/**
 * Verbs that say the same, folded to one, so that a query by verb finds all of them.
 *
 * @param verb IRI to query by
 * @param objectType IRI of the object's type that the sent verb implied, or null to keep the sent
 *     one
 * @param emoji code point of the reaction that the sent verb implied, or null
 */
record VerbFolding(String verb, String objectType, String emoji) {
    /** Extension of the virtual-classroom profile that carries {@link #emoji}. */
    static final String EMOJI = "https://w3id.org/xapi/virtual-classroom/extensions/emoji";

    private static final String START = ACTIVITY_STREAMS + "start";
    private static final String STOPPED = CLASSROOM + "stopped";
    private static final String MICRO = CLASSROOM_TYPES + "micro";
    private static final String CAMERA = CLASSROOM_TYPES + "camera";
    private static final String SCREEN = CLASSROOM_TYPES + "screen";
    private static final String RAISED_HAND = "U+1F590";

    private static final Map<String, VerbFolding> SYNONYMS =
            Map.of(
                    CLASSROOM + "muted", onto(STOPPED, MICRO),
                    CLASSROOM + "unmuted", onto(START, MICRO),
                    CLASSROOM + "started-camera", onto(START, CAMERA),
                    CLASSROOM + "stopped-camera", onto(STOPPED, CAMERA),
                    CLASSROOM + "shared-screen", onto(ACTIVITY_STREAMS + "share", SCREEN),
                    CLASSROOM + "unshared-screen", onto(ACTIVITY_STREAMS + "unshare", SCREEN),
                    CLASSROOM + "raised-hand", hand(CLASSROOM + "reacted"),
                    CLASSROOM + "lowered-hand", hand(CLASSROOM + "unreacted"));

    /** What the sent verb means. */
    static VerbFolding of(String sent) {
        VerbFolding synonym = SYNONYMS.get(sent);
        return synonym == null ? onto(spelling(sent), null) : synonym;
    }

    /** Activity Streams IRIs of verbs and types in their one spelling, others as they are. */
    static String spelling(String iri) {
        return iri != null && iri.startsWith(ACTIVITY_STREAMS_1_0)
                ? ACTIVITY_STREAMS + iri.substring(ACTIVITY_STREAMS_1_0.length())
                : iri;
    }

    private static VerbFolding onto(String verb, String objectType) {
        return new VerbFolding(verb, objectType, null);
    }

    private static VerbFolding hand(String verb) {
        return new VerbFolding(verb, null, RAISED_HAND);
    }
}
