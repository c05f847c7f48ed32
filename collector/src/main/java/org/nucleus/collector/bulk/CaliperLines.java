package org.nucleus.collector.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import org.nucleus.collector.caliper.CaliperVersion;
import org.nucleus.collector.caliper.EnvelopeOutcome;
import org.nucleus.collector.caliper.EnvelopeReader;
import org.nucleus.collector.webhook.Item;
import org.nucleus.model.Violation;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lines that are envelopes, or single events and entities as an envelope's {@code data} holds them;
 * told apart by the first member, since no name is common to both.
 */
final class CaliperLines implements LineReader {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Set<String> OF_ENVELOPE =
            Set.of("sensor", "sendTime", "dataVersion", "data");
    private static final String CONTEXT_RULE = "caliper.context";
    private static final String ITEM = "/data/0";

    private final String source;

    CaliperLines(String source) {
        this.source = source;
    }

    @Override
    public List<Item> read(Piece.Text line, Instant receivedTime) {
        if (!isItem(line.bytes())) {
            return items(EnvelopeReader.read(line.bytes(), source), line.bytes());
        }
        List<Item> newer = item(line.bytes(), CaliperVersion.V1P2, receivedTime);
        if (!hasOtherContext(newer)) {
            return newer;
        }
        List<Item> older = item(line.bytes(), CaliperVersion.V1P1, receivedTime);
        return hasOtherContext(older) ? newer : older;
    }

    private static boolean isItem(byte[] line) {
        try (JsonParser parser = JSON.createParser(line)) {
            String name =
                    parser.nextToken() == JsonToken.START_OBJECT ? parser.nextFieldName() : null;
            return name != null && !OF_ENVELOPE.contains(name);
        } catch (JsonProcessingException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
    }

    /** Reads an item in an envelope made for it. */
    private List<Item> item(byte[] line, CaliperVersion version, Instant receivedTime) {
        ByteArrayOutputStream envelope = new ByteArrayOutputStream(line.length + 200);
        envelope.writeBytes(
                """
                {"sensor":"urn:nucleus:bulk","sendTime":"%s","dataVersion":"%s","data":[\
                """
                        .formatted(text(receivedTime), version.iri())
                        .getBytes(StandardCharsets.UTF_8));
        envelope.writeBytes(line);
        envelope.writeBytes("]}".getBytes(StandardCharsets.UTF_8));
        EnvelopeOutcome outcome = EnvelopeReader.read(envelope.toByteArray(), source);
        if (outcome instanceof EnvelopeOutcome.Read read && read.items().size() == 1) {
            return items(outcome, line).stream().map(CaliperLines::alone).toList();
        }
        return List.of(
                new Item.Bad(
                        List.of(new Violation("", "caliper.json", "must be one JSON object")),
                        LineRedaction.of(line)));
    }

    /** Caliper's times always have milliseconds. */
    private static String text(Instant time) {
        return Instant.ofEpochMilli(time.toEpochMilli() / 1000 * 1000)
                .toString()
                .replace("Z", ".000Z");
    }

    private static boolean hasOtherContext(List<Item> items) {
        return items.getFirst() instanceof Item.Bad bad
                && bad.violations().stream().map(Violation::rule).anyMatch(CONTEXT_RULE::equals);
    }

    private static List<Item> items(EnvelopeOutcome outcome, byte[] line) {
        return switch (outcome) {
            case EnvelopeOutcome.Refused refused ->
                    List.of(new Item.Bad(refused.violations(), LineRedaction.of(line)));
            case EnvelopeOutcome.Read read -> {
                String version = read.version().name().toLowerCase(Locale.ROOT);
                List<Item> items = new ArrayList<>(read.items().size());
                for (org.nucleus.collector.caliper.Item item : read.items()) {
                    items.add(item(item, version));
                }
                yield items;
            }
        };
    }

    private static Item item(org.nucleus.collector.caliper.Item item, String version) {
        return switch (item) {
            case org.nucleus.collector.caliper.Item.Good good ->
                    new Item.Good(
                            good.eventId(),
                            good.subject(),
                            version,
                            good.payload(),
                            good.warnings());
            case org.nucleus.collector.caliper.Item.Bad bad ->
                    new Item.Bad(bad.violations(), bad.payload());
        };
    }

    /** An item whose violations are seen from itself, not from the envelope made for it. */
    private static Item alone(Item item) {
        return switch (item) {
            case Item.Good good -> good;
            case Item.Bad bad ->
                    new Item.Bad(
                            bad.violations().stream().map(CaliperLines::alone).toList(),
                            bad.payload());
        };
    }

    private static Violation alone(Violation violation) {
        return violation.pointer().startsWith(ITEM)
                ? new Violation(
                        violation.pointer().substring(ITEM.length()),
                        violation.rule(),
                        violation.message())
                : violation;
    }
}
