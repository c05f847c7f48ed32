package org.nucleus.exporter.lake.query;

/** How {@link LakeQuery} writes a result. */
public enum OutputFormat {
    /** For people: aligned columns, long values cut, a count of rows. */
    COLUMNS,
    /** For people and wide rows: one column a line, nothing cut, a count of rows. */
    VERTICAL,
    /** RFC 4180 with a header; null is nothing, empty text is {@code ""}. */
    CSV,
    /** One array of objects, one line for each row. */
    JSON,
    /** A Parquet file's bytes. */
    PARQUET
}
