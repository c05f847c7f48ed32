package org.nucleus.processor.normalise;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.model.ReceivedEvent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Set;

/**
 * A statement as a node stores it: the sender's own text, its {@code stored} and {@code authority}
 * replaced, {@code id}, {@code timestamp} and {@code version} put in if it gave none (xAPI 1.0.3
 * Data 2.4.7 to 2.4.10). Who vouches is the source that sent it.
 */
final class StoredStatement {
    private static final Set<String> REPLACED = Set.of("stored", "authority");
    private static final int ROOM = 256;
    private static final DateTimeFormatter MILLISECONDS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final String sent;
    private final StringBuilder out;

    private StoredStatement(String sent) {
        this.sent = sent;
        this.out = new StringBuilder(sent.length() + ROOM);
    }

    /**
     * The stored form.
     *
     * @param sent the statement, one JSON object, as {@code received} has it
     * @param statement the same, parsed
     */
    static String of(String sent, JsonNode statement, ReceivedEvent received) {
        StoredStatement stored = new StoredStatement(sent);
        stored.keep(REPLACED.stream().anyMatch(statement::has));
        String time = text(received.receivedTime());
        if (!statement.has("id")) {
            stored.add("id", '"' + received.eventId() + '"');
        }
        if (!statement.has("version")) {
            stored.add(
                    "version",
                    received.formatVersion().startsWith("2") ? "\"2.0.0\"" : "\"1.0.0\"");
        }
        if (!statement.has("timestamp")) {
            stored.add("timestamp", time);
        }
        stored.add("stored", time);
        stored.add("authority", authority(received));
        return stored.out.append('}').toString();
    }

    private static String text(Instant time) {
        return '"' + MILLISECONDS.format(time) + '"';
    }

    private static String authority(ReceivedEvent received) {
        return "{\"objectType\":\"Agent\",\"account\":{\"homePage\":\"urn:nucleus:tenant:"
                + received.tenant()
                + "\",\"name\":\""
                + received.source()
                + "\"}}";
    }

    private void add(String name, String json) {
        if (out.charAt(out.length() - 1) != '{') {
            out.append(',');
        }
        out.append('"').append(name).append("\":").append(json);
    }

    /** Copies the statement without its closing brace and without what is replaced. */
    private void keep(boolean cuts) {
        int from = cuts ? cut() : 0;
        out.append(sent, from, sent.lastIndexOf('}'));
        trim();
        if (out.charAt(out.length() - 1) == ',') {
            out.setLength(out.length() - 1);
            trim();
        }
    }

    private void trim() {
        while (out.charAt(out.length() - 1) <= ' ') {
            out.setLength(out.length() - 1);
        }
    }

    /** Copies up to behind the last member that is replaced; returns where the rest begins. */
    private int cut() {
        int from = 0;
        try (JsonParser parser = Json.parser(sent)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean replaced = REPLACED.contains(parser.currentName());
                int start = (int) parser.currentTokenLocation().getCharOffset();
                parser.nextToken();
                parser.skipChildren();
                if (replaced) {
                    parser.finishToken();
                    out.append(sent, from, start);
                    from = afterComma((int) parser.currentLocation().getCharOffset());
                }
            }
            return from;
        } catch (IOException e) {
            throw new UncheckedIOException("the statement was parsed before", e);
        }
    }

    private int afterComma(int memberEnd) {
        int at = memberEnd;
        while (sent.charAt(at) <= ' ') {
            at++;
        }
        return sent.charAt(at) == ',' ? at + 1 : at;
    }
}
