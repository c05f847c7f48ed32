package org.nucleus.exporter.lake;

import org.apache.iceberg.PartitionSpec;
import org.apache.iceberg.Schema;
import org.apache.iceberg.data.Record;
import org.apache.iceberg.types.Types;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;

/**
 * One table of the lake: its name, its columns with what they mean, and how its files are split.
 * The source of {@code docs/reference/tables.md}.
 *
 * @param name as in SQL
 * @param schema the columns; their field ids count only until the catalog gives its own
 * @param partitions tenant, then day
 * @param idColumn names a row within its tenant
 * @param timeColumn gives the day
 */
public record LakeTable(
        String name, Schema schema, PartitionSpec partitions, String idColumn, String timeColumn) {
    private static final String RECEIVED_TIME = "received_time";
    private static final int DAYS_RECOGNISED = 7;

    /** One row for each event. */
    public static final LakeTable EVENTS =
            table("events", eventColumns(), "event_id", "event_time");

    /** One row for each refusal. */
    public static final LakeTable FAILED_EVENTS =
            table("failed_events", failedEventColumns(), "failed_id", "failed_time");

    /** Every table, in the order of the reference. */
    public static final List<LakeTable> ALL = List.of(EVENTS, FAILED_EVENTS);

    public LakeTable {
        Objects.requireNonNull(name, "name is null");
        Objects.requireNonNull(schema, "schema is null");
        Objects.requireNonNull(partitions, "partitions is null");
        Objects.requireNonNull(idColumn, "idColumn is null");
        Objects.requireNonNull(timeColumn, "timeColumn is null");
    }

    /**
     * On how many days before its own an earlier row of the same id can be. What is sent again has
     * its own time of the event, but a new one of receipt; seven days are recognised.
     */
    int daysBack(Record row) {
        OffsetDateTime time = (OffsetDateTime) row.getField(timeColumn);
        boolean isTimeOfEvent = timeColumn.equals("event_time") && !time.isEqual(receivedTime(row));
        return isTimeOfEvent ? 0 : DAYS_RECOGNISED;
    }

    private static OffsetDateTime receivedTime(Record row) {
        return (OffsetDateTime) row.getField(RECEIVED_TIME);
    }

    private static LakeTable table(String name, Columns columns, String id, String time) {
        Schema schema = columns.schema();
        return new LakeTable(
                name,
                schema,
                PartitionSpec.builderFor(schema).identity("tenant").day(time).build(),
                id,
                time);
    }

    private static Columns eventColumns() {
        Columns columns = new Columns();
        columns.required("event_id", Types.StringType.get(), "Unique within the tenant.")
                .required("tenant", Types.StringType.get(), "Whose event it is.")
                .required("source", Types.StringType.get(), "The registered way it came in.")
                .required("format", Types.StringType.get(), "What was sent: XAPI, CALIPER, …")
                .required(
                        "format_version",
                        Types.StringType.get(),
                        "Version the sender declared, e.g. 1.0.3, v1p2.")
                .required(
                        "native_type",
                        Types.StringType.get(),
                        "The format's own name of the kind of event, e.g. Statement, ViewEvent.")
                .required("event_time", Types.TimestampType.withZone(), "When it happened.")
                .required(
                        "received_time", Types.TimestampType.withZone(), "When the node logged it.")
                .required(
                        "actor_id",
                        Types.StringType.get(),
                        "Who acted: a canonical id. One person has another on each platform.")
                .required(
                        "actor_type",
                        Types.StringType.get(),
                        "The format's word for the actor: Agent, Group, Person, …")
                .text("actor_name", "Name for people to read; never join by it.")
                .required("verb", Types.StringType.get(), "What was done, synonyms folded.")
                .required("verb_sent", Types.StringType.get(), "The verb or action as sent.")
                .required("object_id", Types.StringType.get(), "What it was done to.")
                .text("object_type", "IRI of the object's type.")
                .text("object_name", "Name for people to read.");
        return resultAndContext(columns)
                .map("extensions", "Extensions: IRI or name to JSON text.")
                .required("payload", Types.StringType.get(), "The event as received, JSON text.");
    }

    private static Columns resultAndContext(Columns columns) {
        return columns.number("score_raw", "Points given.")
                .number("score_min", "Lowest possible points.")
                .number("score_max", "Highest possible points.")
                .number("score_scaled", "Score from -1 to 1.")
                .flag("success", "Whether it was passed.")
                .flag("completion", "Whether it was completed.")
                .text("duration", "How long it took, ISO 8601 text as sent.")
                .text("response", "The answer given, as sent.")
                .text("registration", "xAPI registration (uuid).")
                .text("session_id", "Session the actor was in.")
                .text("course_id", "IRI of the course.")
                .text("meeting_id", "Id of the meeting instance.")
                .text("platform", "The system it happened on.")
                .text("language", "RFC 5646 tag.")
                .list("parent_ids", "Ids of what is directly above the object.")
                .text("group_id", "Team or group the actor acted in, canonical id.")
                .text("role", "The actor's role as sent, e.g. Learner.")
                .text("learner_id", "Whom it is about, where that is not the actor; canonical id.")
                .text("caused_by", "Who caused it, where that is not the actor; canonical id.");
    }

    private static Columns failedEventColumns() {
        return new Columns()
                .required(
                        "failed_id",
                        Types.StringType.get(),
                        "The same input refused by the same stage has the same id.")
                .required("tenant", Types.StringType.get(), "Whose event it is.")
                .required("source", Types.StringType.get(), "The registered way it came in.")
                .text("format", "What the payload should have been; null where unknown.")
                .required(
                        "stage",
                        Types.StringType.get(),
                        "Who refused: collect, normalise, deduplicate, export.")
                .required(
                        "kind",
                        Types.StringType.get(),
                        "Why: INVALID, CONFLICT, UNSUPPORTED, INTERNAL.")
                .required(
                        "violations",
                        Types.StringType.get(),
                        "Every broken rule: JSON text, an array of {pointer, rule, message}.")
                .required(
                        "received_time", Types.TimestampType.withZone(), "When the node logged it.")
                .required(
                        "failed_time", Types.TimestampType.withZone(), "When the stage refused it.")
                .text("payload", "The bytes as received where they are UTF-8.")
                .text("payload_base64", "The bytes as received, Base64, where they are not UTF-8.")
                .text("event_id", "The id that the event has; null where it was refused without.");
    }
}
