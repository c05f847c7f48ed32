package org.nucleus.model.content;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Objects;
import java.util.function.Predicate;

/**
 * What a valid statement says, less what may differ between two copies of it (xAPI 1.0.3 Data
 * 2.3.1): what the node sets ({@code id}, {@code stored}, {@code authority}, {@code version},
 * {@code timestamp}), {@code display} of verbs, definitions of Activities, spelling of time zones
 * and durations, order of names and of Group members, case of uuids, hashes and e-mail domains,
 * defaults of {@code objectType}, one Activity or an array of one, the bytes and the length of
 * attachments. The one definition of all modules.
 *
 * @param canonical one text for all copies
 * @param timestamp the statement's timestamp in UTC, or ""
 */
public record StatementContent(String canonical, String timestamp) {
    private static final String SIGNATURE = "http://adlnet.gov/expapi/attachments/signature";

    public StatementContent {
        Objects.requireNonNull(canonical, "canonical is null");
        Objects.requireNonNull(timestamp, "timestamp is null");
    }

    /** The content of a statement that the collector accepted, also in its stored form. */
    public static StatementContent of(JsonNode statement) {
        return without(statement, attachment -> false);
    }

    /**
     * Sixty-four bits of it: the same for all copies, and for no two others but by the rarest
     * chance or on purpose. Costs a fraction of the text.
     */
    public static long hash(JsonNode statement) {
        ContentDigest digest = new ContentDigest();
        StatementWalk.of(statement, attachment -> false, digest);
        return digest.hash();
    }

    /** Like {@link #of}, without the attachments that are signatures (Data 2.6). */
    public static StatementContent unsigned(JsonNode statement) {
        return without(statement, StatementContent::isSignature);
    }

    private static StatementContent without(JsonNode statement, Predicate<JsonNode> left) {
        CanonicalJson canonical = new CanonicalJson();
        StatementWalk.of(statement, left, canonical);
        return new StatementContent(canonical.written(), timestamp(statement));
    }

    /** Whether both say the same. */
    public boolean sameAs(StatementContent other) {
        return canonical.equals(other.canonical);
    }

    /** Whether this, if signed, signs the other: the same, and no other timestamp. */
    public boolean signs(StatementContent other) {
        return sameAs(other)
                && (timestamp.isEmpty()
                        || other.timestamp.isEmpty()
                        || timestamp.equals(other.timestamp));
    }

    /** Content and timestamp in one text: what tells statements without an id apart. */
    public String dedupeKey() {
        return timestamp + canonical;
    }

    /** The moment in UTC, or the text itself if it is no timestamp. */
    static String moment(String timestamp) {
        return Moments.parse(timestamp).map(Object::toString).orElse(timestamp);
    }

    private static String timestamp(JsonNode statement) {
        JsonNode timestamp = statement.path("timestamp");
        return timestamp.isTextual() ? moment(timestamp.textValue()) : "";
    }

    private static boolean isSignature(JsonNode attachment) {
        return SIGNATURE.equals(attachment.path("usageType").textValue());
    }
}
