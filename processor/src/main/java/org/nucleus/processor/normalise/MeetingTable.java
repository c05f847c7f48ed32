package org.nucleus.processor.normalise;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which verb and thing the native types of a meeting system are.
 *
 * @param rows by native type
 */
record MeetingTable(Map<String, Row> rows) {
    private static final Map<String, String> PREFIXES =
            Map.of(
                    "adl", Iris.ADL,
                    "as", Iris.ACTIVITY_STREAMS,
                    "ax", Iris.ACROSS_X,
                    "cal", Iris.CALIPER_ACTIONS,
                    "netc", "https://w3id.org/xapi/netc/verbs/",
                    "tc", Iris.TINCAN,
                    "vc", Iris.CLASSROOM);

    MeetingTable {
        rows = Map.copyOf(rows);
    }

    /**
     * What one native type means.
     *
     * @param verb IRI
     * @param thing what it is done to
     * @param reason why, where the type alone says it; or null
     */
    record Row(String verb, MeetingThing thing, String reason) {}

    /** Reads lines of {@code nativeType prefix:verb thing [reason]}. */
    static MeetingTable of(String lines) {
        Map<String, Row> rows = new HashMap<>();
        lines.lines().map(line -> line.split(" ")).forEach(words -> rows.put(words[0], row(words)));
        return new MeetingTable(rows);
    }

    private static Row row(String[] words) {
        int colon = words[1].indexOf(':');
        return new Row(
                PREFIXES.get(words[1].substring(0, colon)) + words[1].substring(colon + 1),
                MeetingThing.valueOf(words[2].toUpperCase(Locale.ROOT)),
                words.length > 3 ? words[3] : null);
    }
}
