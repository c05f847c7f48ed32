package org.nucleus.node.send;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The version of xAPI to send a statement as: what it says of itself, else 1.0.3. */
final class StatementVersion {
    private static final JsonFactory JSON = new JsonFactory();
    private static final String USUAL = "1.0.3";

    private StatementVersion() {}

    static String of(byte[] statement) {
        try (JsonParser parser = JSON.createParser(statement)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? version(parser) : USUAL;
        } catch (JsonProcessingException e) {
            return USUAL;
        } catch (IOException e) {
            throw new UncheckedIOException("memory can be read", e);
        }
    }

    private static String version(JsonParser parser) throws IOException {
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            String text = parser.nextTextValue();
            if (name.equals("version") && text != null) {
                return text.startsWith("2.") ? "2.0.0" : USUAL;
            }
            parser.skipChildren();
        }
        return USUAL;
    }
}
