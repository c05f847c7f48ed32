package org.nucleus.processor.normalise;

import java.util.Map;

/** The short forms in which the tables of Canvas name verbs and types. */
final class CanvasTerms {
    private static final Map<String, String> PREFIXES =
            Map.of(
                    "adl", Iris.ADL,
                    "adlw", Iris.ADL_W3ID,
                    "adlT", Iris.ADL_TYPES,
                    "as", Iris.ACTIVITY_STREAMS,
                    "tc", Iris.TINCAN,
                    "tcT", Iris.TINCAN_TYPES,
                    "ax", Iris.ACROSS_X,
                    "axT", Iris.ACROSS_X_TYPES);

    private CanvasTerms() {}

    /** {@code as:create} → {@code http://activitystrea.ms/create}. */
    static String iri(String term) {
        int colon = term.indexOf(':');
        return PREFIXES.get(term.substring(0, colon)) + term.substring(colon + 1);
    }
}
