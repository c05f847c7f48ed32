package org.nucleus.exporter.lake;

import org.apache.iceberg.data.Record;
import org.nucleus.model.Context;
import org.nucleus.model.Event;
import org.nucleus.model.EventCodec;
import org.nucleus.model.Provenance;
import org.nucleus.model.Result;

/** An {@link Event} flattened into a row of {@link LakeTable#EVENTS}. */
final class EventRow {
    private EventRow() {}

    static void fill(Record row, byte[] value) {
        fill(row, EventCodec.decode(value));
    }

    private static void fill(Record row, Event event) {
        Provenance from = event.provenance();
        row.setField("event_id", event.id());
        row.setField("tenant", from.tenant());
        row.setField("source", from.source());
        row.setField("format", from.format().name());
        row.setField("format_version", from.formatVersion());
        row.setField("native_type", from.nativeType());
        row.setField("event_time", LakeRows.utc(event.eventTime()));
        row.setField("received_time", LakeRows.utc(event.receivedTime()));
        row.setField("actor_id", event.actor().id());
        row.setField("actor_type", event.actor().type());
        row.setField("actor_name", event.actor().displayName());
        row.setField("verb", event.verb().id());
        row.setField("verb_sent", event.verb().sentId());
        row.setField("object_id", event.object().id());
        row.setField("object_type", event.object().type());
        row.setField("object_name", event.object().name());
        fill(row, event.result());
        fill(row, event.context());
        row.setField("extensions", event.extensions());
        row.setField("payload", event.payload());
    }

    private static void fill(Record row, Result result) {
        row.setField("score_raw", result.scoreRaw());
        row.setField("score_min", result.scoreMin());
        row.setField("score_max", result.scoreMax());
        row.setField("score_scaled", result.scoreScaled());
        row.setField("success", result.success());
        row.setField("completion", result.completion());
        row.setField("duration", result.duration());
        row.setField("response", result.response());
    }

    private static void fill(Record row, Context context) {
        row.setField("registration", context.registration());
        row.setField("session_id", context.session());
        row.setField("course_id", context.course());
        row.setField("meeting_id", context.meeting());
        row.setField("platform", context.platform());
        row.setField("language", context.language());
        row.setField("parent_ids", context.parents());
        row.setField("group_id", context.group());
        row.setField("role", context.role());
        row.setField("learner_id", context.learner());
        row.setField("caused_by", context.by());
    }
}
