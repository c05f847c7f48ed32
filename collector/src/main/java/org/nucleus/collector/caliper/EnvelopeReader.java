package org.nucleus.collector.caliper;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;

import org.nucleus.collector.json.MemberNames;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.json.Utf8;
import org.nucleus.model.Violation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The Caliper door: reads a sensor's envelope in one pass over its bytes, judges its items one by
 * one, and cuts out what is never stored. Follows Caliper 1.1, section 5.2 Envelope, and the same
 * of 1.2.
 */
public final class EnvelopeReader {
    /** Deeper documents are refused; the deepest example of the specification has 9 levels. */
    static final int MAXIMUM_NESTING = 64;

    private static final JsonFactory JSON =
            JsonFactory.builder()
                    .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(MAXIMUM_NESTING)
                                    .maxNumberLength(100)
                                    .maxNameLength(2_000)
                                    .maxStringLength(1_000_000)
                                    .build())
                    .build();

    private static final String UTC_OFFSET = "+0000";
    private static final List<String> MEMBERS =
            List.of("sensor", "sendTime", "dataVersion", "data");

    private final JsonParser parser;
    private final byte[] body;
    private final String sourceId;
    private final int most;
    private final Violations violations;
    private final List<Item> items = new ArrayList<>();

    private String sensor;
    private long sendTime = Lexical.NO_TIME;
    private String dataVersion;

    private EnvelopeReader(JsonParser parser, byte[] body, String sourceId, int most) {
        this.parser = parser;
        this.body = body;
        this.sourceId = sourceId;
        this.most = most;
        violations = new Violations(parser);
    }

    /**
     * Reads one envelope. Never throws, whatever the bytes.
     *
     * @param body the request's body, UTF-8 JSON
     * @param sourceId id of the registered source; goes into the event ids of entity describes
     * @return the items, each good or bad; or the whole refused: 400 when it is no envelope, 422
     *     when its {@code dataVersion} is not understood
     */
    public static EnvelopeOutcome read(byte[] body, String sourceId) {
        return read(body, sourceId, Integer.MAX_VALUE);
    }

    /**
     * Like {@link #read(byte[], String)}; an envelope of more than {@code most} items is refused
     * with {@link EnvelopeOutcome#TOO_MANY} as soon as that is seen.
     */
    public static EnvelopeOutcome read(byte[] body, String sourceId, int most) {
        Optional<Utf8.Fault> fault = Utf8.fault(Slice.of(body));
        if (fault.isPresent()) {
            return malformed("the body " + fault.get().message());
        }
        try (JsonParser parser = JSON.createParser(body)) {
            return new EnvelopeReader(parser, body, sourceId, most).envelope();
        } catch (JsonProcessingException e) {
            return malformed("the body must be one JSON document of sensible size and depth");
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory failed to read", e);
        }
    }

    private EnvelopeOutcome envelope() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            return malformed("the body must be an envelope");
        }
        MemberNames names = new MemberNames();
        names.open();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            if (names.add(name)) {
                member(name);
                if (items.size() > most) {
                    return tooMany();
                }
            } else {
                violations.add("caliper.duplicate", "a member may be given only once");
                parser.nextToken();
                parser.skipChildren();
            }
        }
        for (String name : MEMBERS) {
            if (!names.has(name)) {
                violations.add("caliper.required", "'" + name + "' is missing");
            }
        }
        if (parser.nextToken() != null) {
            return malformed("nothing may follow the envelope");
        }
        return outcome();
    }

    private EnvelopeOutcome outcome() {
        CaliperVersion version = dataVersion == null ? null : CaliperVersion.named(dataVersion);
        if (dataVersion != null && version == null) {
            return new EnvelopeOutcome.Refused(
                    EnvelopeOutcome.UNSUPPORTED,
                    List.of(
                            new Violation(
                                    "/dataVersion",
                                    "caliper.envelope.version",
                                    "must be a version that this endpoint supports")));
        }
        if (!violations.isEmpty()) {
            return new EnvelopeOutcome.Refused(EnvelopeOutcome.MALFORMED, violations.drain(false));
        }
        return new EnvelopeOutcome.Read(sensor, Instant.ofEpochMilli(sendTime), version, items);
    }

    private void member(String name) throws IOException {
        JsonToken token = parser.nextToken();
        switch (name) {
            case "sensor" -> {
                sensor = text();
                if (sensor != null && !Lexical.isIri(sensor.toCharArray(), 0, sensor.length())) {
                    violations.add("caliper.iri", "must be an absolute IRI");
                }
            }
            case "sendTime" -> {
                String text = text();
                sendTime = text == null ? Lexical.NO_TIME : sent(text);
                if (text != null && sendTime == Lexical.NO_TIME) {
                    violations.add(
                            "caliper.time",
                            "must be a date and time as YYYY-MM-DDTHH:mm:ss.SSSZ, of the years 1 to"
                                    + " 9999");
                }
            }
            case "dataVersion" -> dataVersion = text();
            case "data" -> data(token);
            default -> {
                violations.add("caliper.envelope.member", "an envelope has no such member");
                parser.skipChildren();
            }
        }
    }

    /** UTC spelled with an offset is taken too: the sensor library ims-caliper writes no other. */
    private static long sent(String text) {
        String utc =
                text.endsWith(UTC_OFFSET)
                        ? text.substring(0, text.length() - UTC_OFFSET.length()) + "Z"
                        : text;
        return Lexical.epochMillis(utc.toCharArray(), 0, utc.length());
    }

    private void data(JsonToken token) throws IOException {
        if (token != JsonToken.START_ARRAY) {
            violations.add("caliper.list", "must be an array of events and entities");
            parser.skipChildren();
            return;
        }
        String declared = dataVersion == null ? declaredAfterData() : dataVersion;
        CaliperVersion version = declared == null ? null : CaliperVersion.named(declared);
        if (version == null) {
            parser.skipChildren();
            return;
        }
        ItemReader reader = new ItemReader(parser, body, version, sourceId);
        while (parser.nextToken() != JsonToken.END_ARRAY && items.size() <= most) {
            items.add(reader.read());
        }
        if (items.isEmpty()) {
            violations.add("caliper.envelope.empty", "must hold an event or an entity");
        }
    }

    /** The {@code dataVersion} of an envelope that has it after its data; null when it has none. */
    private String declaredAfterData() throws IOException {
        try (JsonParser ahead = JSON.createParser(body)) {
            ahead.nextToken();
            for (String name = ahead.nextFieldName(); name != null; name = ahead.nextFieldName()) {
                JsonToken token = ahead.nextToken();
                if (name.equals("dataVersion") && token == JsonToken.VALUE_STRING) {
                    return ahead.getText();
                }
                ahead.skipChildren();
            }
            return null;
        }
    }

    private String text() throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        violations.add("caliper.text", "must be text");
        parser.skipChildren();
        return null;
    }

    private static EnvelopeOutcome tooMany() {
        return new EnvelopeOutcome.Refused(
                EnvelopeOutcome.TOO_MANY,
                List.of(new Violation("/data", "caliper.envelope.items", "must hold fewer items")));
    }

    private static EnvelopeOutcome malformed(String message) {
        return new EnvelopeOutcome.Refused(
                EnvelopeOutcome.MALFORMED, List.of(new Violation("", "caliper.json", message)));
    }
}
