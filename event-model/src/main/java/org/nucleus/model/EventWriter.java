package org.nucleus.model;

import org.apache.avro.io.Encoder;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Writes one {@link Event} field by field, in the order of {@code event.avsc}. */
final class EventWriter {
    private static final int NULL = 0;
    private static final int PRESENT = 1;

    private final Encoder out;

    EventWriter(Encoder out) {
        this.out = out;
    }

    void write(Event event) throws IOException {
        out.writeString(event.id());
        write(event.provenance());
        out.writeLong(event.eventTime().toEpochMilli());
        out.writeLong(event.receivedTime().toEpochMilli());
        write(event.actor());
        write(event.verb());
        write(event.object());
        write(event.result());
        write(event.context());
        write(event.extensions());
        out.writeString(event.payload());
    }

    private void write(Provenance provenance) throws IOException {
        out.writeString(provenance.tenant());
        out.writeString(provenance.source());
        out.writeString(provenance.format().name());
        out.writeString(provenance.formatVersion());
        out.writeString(provenance.nativeType());
    }

    private void write(Actor actor) throws IOException {
        out.writeString(actor.id());
        out.writeString(actor.type());
        write(actor.displayName());
    }

    private void write(Verb verb) throws IOException {
        out.writeString(verb.id());
        out.writeString(verb.sentId());
    }

    private void write(EventObject object) throws IOException {
        out.writeString(object.id());
        write(object.type());
        write(object.name());
    }

    private void write(Result result) throws IOException {
        write(result.scoreRaw());
        write(result.scoreMin());
        write(result.scoreMax());
        write(result.scoreScaled());
        write(result.success());
        write(result.completion());
        write(result.duration());
        write(result.response());
    }

    private void write(Context context) throws IOException {
        write(context.registration());
        write(context.session());
        write(context.course());
        write(context.meeting());
        write(context.platform());
        write(context.language());
        write(context.parents());
        write(context.group());
        write(context.role());
        write(context.learner());
        write(context.by());
    }

    private void write(List<String> texts) throws IOException {
        out.writeArrayStart();
        out.setItemCount(texts.size());
        for (String text : texts) {
            out.startItem();
            out.writeString(text);
        }
        out.writeArrayEnd();
    }

    private void write(Map<String, String> texts) throws IOException {
        out.writeMapStart();
        out.setItemCount(texts.size());
        for (Map.Entry<String, String> text : texts.entrySet()) {
            out.startItem();
            out.writeString(text.getKey());
            out.writeString(text.getValue());
        }
        out.writeMapEnd();
    }

    private void write(String text) throws IOException {
        if (present(text)) {
            out.writeString(text);
        }
    }

    private void write(Double number) throws IOException {
        if (present(number)) {
            out.writeDouble(number);
        }
    }

    private void write(Boolean flag) throws IOException {
        if (present(flag)) {
            out.writeBoolean(flag);
        }
    }

    private boolean present(Object part) throws IOException {
        out.writeIndex(part == null ? NULL : PRESENT);
        return part != null;
    }
}
