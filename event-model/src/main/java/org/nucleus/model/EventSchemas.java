package org.nucleus.model;

import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The Avro contract of {@link Event}: {@code event.avsc} as it is now, and every version that was
 * ever on a log ({@code history/event-1.avsc} and on), so that all of them can be read.
 */
public final class EventSchemas {
    private static final Schema CURRENT = parse("event.avsc");
    private static final List<Schema> HISTORY = readHistory();

    private EventSchemas() {}

    /** The schema that is written. */
    public static Schema current() {
        return CURRENT;
    }

    /** Every schema that was ever written, oldest first; the last is the current one. */
    public static List<Schema> history() {
        return HISTORY;
    }

    /** Every schema that can be read, by its CRC-64-AVRO fingerprint. */
    static Map<Long, Schema> byFingerprint() {
        Map<Long, Schema> schemas = new LinkedHashMap<>();
        for (Schema schema : HISTORY) {
            schemas.put(SchemaNormalization.parsingFingerprint64(schema), schema);
        }
        return Map.copyOf(schemas);
    }

    private static List<Schema> readHistory() {
        List<Schema> schemas = new ArrayList<>();
        for (String name = "history/event-1.avsc";
                EventSchemas.class.getResource(name) != null;
                name = "history/event-" + (schemas.size() + 1) + ".avsc") {
            schemas.add(parse(name));
        }
        return List.copyOf(schemas);
    }

    private static Schema parse(String resource) {
        try (InputStream in = EventSchemas.class.getResourceAsStream(resource)) {
            return new Schema.Parser().parse(in);
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
    }
}
