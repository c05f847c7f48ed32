package org.nucleus.processor.normalise;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Locale;
import java.util.Map;

/** One text of a language map (xAPI 1.0.3 Data 4.2), whose keys are tags of RFC 5646. */
final class LanguageMap {
    private static final String ENGLISH = "en";

    private LanguageMap() {}

    /**
     * The text in a language, else in its primary language, else in English, else the first; null
     * where there is none.
     *
     * @param language tag in any letter case, or null
     */
    static String text(JsonNode map, String language) {
        String wanted = language == null ? ENGLISH : language.toLowerCase(Locale.ROOT);
        String best = null;
        int bestRank = Integer.MAX_VALUE;
        for (Map.Entry<String, JsonNode> entry : map.properties()) {
            int rank = rank(entry.getKey().toLowerCase(Locale.ROOT), wanted);
            if (rank < bestRank && entry.getValue().isTextual()) {
                best = entry.getValue().textValue();
                bestRank = rank;
            }
        }
        return best;
    }

    /** The lower, the better; of equals the first is taken. */
    private static int rank(String tag, String wanted) {
        if (tag.equals(wanted)) {
            return 0;
        }
        String primary = primary(tag);
        int variant = tag.equals(primary) ? 0 : 1;
        if (primary.equals(primary(wanted))) {
            return 1 + variant;
        }
        return primary.equals(ENGLISH) ? 3 + variant : 5;
    }

    private static String primary(String tag) {
        int end = tag.indexOf('-');
        return end < 0 ? tag : tag.substring(0, end);
    }
}
