package org.nucleus.model;

import org.apache.avro.io.Decoder;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one {@link Event} field by field, in the order of {@code event.avsc}. */
final class EventReader {
    private final Decoder in;

    EventReader(Decoder in) {
        this.in = in;
    }

    Event read() throws IOException {
        return new Event(
                in.readString(),
                provenance(),
                Instant.ofEpochMilli(in.readLong()),
                Instant.ofEpochMilli(in.readLong()),
                new Actor(in.readString(), in.readString(), text()),
                new Verb(in.readString(), in.readString()),
                new EventObject(in.readString(), text(), text()),
                result(),
                context(),
                map(),
                in.readString());
    }

    private Provenance provenance() throws IOException {
        return new Provenance(
                in.readString(),
                in.readString(),
                Format.valueOf(in.readString()),
                in.readString(),
                in.readString());
    }

    private Result result() throws IOException {
        return new Result(number(), number(), number(), number(), flag(), flag(), text(), text());
    }

    private Context context() throws IOException {
        return new Context(
                text(), text(), text(), text(), text(), text(), texts(), text(), text(), text(),
                text());
    }

    private List<String> texts() throws IOException {
        List<String> texts = new ArrayList<>();
        for (long count = in.readArrayStart(); count > 0; count = in.arrayNext()) {
            for (long item = 0; item < count; item++) {
                texts.add(in.readString());
            }
        }
        return texts;
    }

    private Map<String, String> map() throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (long count = in.readMapStart(); count > 0; count = in.mapNext()) {
            for (long item = 0; item < count; item++) {
                texts.put(in.readString(), in.readString());
            }
        }
        return texts;
    }

    private String text() throws IOException {
        return present() ? in.readString() : null;
    }

    private Double number() throws IOException {
        return present() ? (Double) in.readDouble() : null;
    }

    private Boolean flag() throws IOException {
        return present() ? (Boolean) in.readBoolean() : null;
    }

    private boolean present() throws IOException {
        return in.readIndex() != 0;
    }
}
