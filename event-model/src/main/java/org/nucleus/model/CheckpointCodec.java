package org.nucleus.model;

import com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.Optional;
import java.util.Set;

/** {@link Checkpoint} ⇄ the JSON on {@code ops.checkpoints}. */
public final class CheckpointCodec {
    private static final String POSITION = "position";
    private static final String FINISHED = "finished";
    private static final String UPDATED_TIME = "updatedTime";

    private static final Set<String> KNOWN = Set.of(POSITION, FINISHED, UPDATED_TIME);

    private CheckpointCodec() {}

    /** UTF-8 JSON; {@code position} is absent before the first record. */
    public static byte[] encode(Checkpoint checkpoint) {
        ObjectNode json = JsonRecord.object();
        checkpoint.position().ifPresent(position -> json.put(POSITION, position));
        json.put(FINISHED, checkpoint.finished());
        json.put(UPDATED_TIME, checkpoint.updatedTime().toString());
        checkpoint.unknown().addTo(json);
        return JsonRecord.write(json);
    }

    /**
     * The checkpoint in {@code bytes}; unknown members are kept.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    public static Checkpoint decode(byte[] bytes) {
        JsonRecord json = JsonRecord.read(bytes);
        return new Checkpoint(
                json.has(POSITION) ? Optional.of(json.text(POSITION)) : Optional.empty(),
                json.member(FINISHED).asBoolean(),
                json.time(UPDATED_TIME),
                UnknownMembers.of(json.node(), KNOWN));
    }
}
