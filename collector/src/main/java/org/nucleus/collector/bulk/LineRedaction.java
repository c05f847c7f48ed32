package org.nucleus.collector.bulk;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import org.nucleus.model.AddressName;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * What of a refused line may be kept: all of it, but for the members that never reach the log. Its
 * format's reader did not get far enough to cut them.
 */
final class LineRedaction {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String MESSAGE_PARAMETERS = "messageparameters";
    private static final byte[] NOTHING = {};

    private LineRedaction() {}

    /** The line as it came where nothing is to be cut; nothing where it cannot be cut. */
    static byte[] of(byte[] line) {
        boolean covered = false;
        try (JsonParser parser = JSON.createParser(line)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                covered |= token == JsonToken.FIELD_NAME && covers(parser.currentName());
            }
            return covered ? cut(line) : line;
        } catch (JsonProcessingException e) {
            return covered ? NOTHING : line;
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
    }

    private static boolean covers(String name) {
        return AddressName.is(name) || AddressName.folded(name).equals(MESSAGE_PARAMETERS);
    }

    private static byte[] cut(byte[] line) throws IOException {
        ByteArrayOutputStream kept = new ByteArrayOutputStream(line.length);
        try (JsonParser parser = JSON.createParser(line);
                JsonGenerator json = JSON.createGenerator(kept)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && covers(parser.currentName())) {
                    parser.nextToken();
                    parser.skipChildren();
                } else {
                    json.copyCurrentEventExact(parser);
                }
            }
        }
        return kept.toByteArray();
    }
}
