package org.nucleus.collector.json;

/** Why a {@link JsonReader} cannot go on. Holds nothing of the input. */
public final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int offset;

    /** What is at fault. */
    public enum Kind {
        /** It is not JSON. */
        SYNTAX,
        /** It is JSON beyond the limits. */
        LIMIT
    }

    JsonFault(Kind kind, int offset) {
        super(kind + " at byte " + offset, null, false, false);
        this.kind = kind;
        this.offset = offset;
    }

    /** What is at fault. */
    public Kind kind() {
        return kind;
    }

    /** Byte offset of what could not be read, from the start of the input. */
    public int offset() {
        return offset;
    }
}
