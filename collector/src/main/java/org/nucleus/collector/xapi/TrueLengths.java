package org.nucleus.collector.xapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.nucleus.collector.json.Slice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Puts right the lengths that a statement declares of attachments whose bytes came along: the hash
 * says that they are the right bytes, so the number of them is the true length (xAPI 1.0.3 Data
 * 2.4.11). Nothing else of the statement changes. Of one thread, for one statement.
 */
final class TrueLengths {
    private static final String ATTACHMENTS = "attachments";

    private final byte[] statement;
    private final Map<String, AttachmentPart> parts;
    private final ByteArrayOutputStream out;
    private int kept;

    private TrueLengths(byte[] statement, Map<String, AttachmentPart> parts) {
        this.statement = statement;
        this.parts = parts;
        this.out = new ByteArrayOutputStream(statement.length + 16);
    }

    /**
     * The statement with true lengths; the same one where all are true already.
     *
     * @param parts by the hash of their bytes
     */
    static AcceptedStatement of(AcceptedStatement accepted, Map<String, AttachmentPart> parts) {
        List<Attachment> attachments =
                accepted.attachments().stream().map(one -> truthful(one, parts)).toList();
        if (attachments.equals(accepted.attachments())) {
            return accepted;
        }
        byte[] bytes = new TrueLengths(accepted.bytes().copy(), parts).corrected();
        return new AcceptedStatement(
                accepted.id(), accepted.subject(), attachments, Slice.of(bytes));
    }

    private static Attachment truthful(Attachment told, Map<String, AttachmentPart> parts) {
        AttachmentPart part = parts.get(told.sha2());
        return part == null ? told : told.ofLength(part.bytes().length());
    }

    private byte[] corrected() {
        try (JsonParser parser = StatementReader.JSON.createParser(statement)) {
            parser.nextToken();
            members(parser, true);
        } catch (IOException e) {
            throw new UncheckedIOException("the statement was valid JSON", e);
        }
        out.write(statement, kept, statement.length - kept);
        return out.toByteArray();
    }

    /** Goes through a statement, or the object of one, which may be a sub-statement. */
    private void members(JsonParser parser, boolean whole) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken token = parser.nextToken();
            if (name.equals(ATTACHMENTS) && token == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    attachment(parser);
                }
            } else if (whole && name.equals("object") && token == JsonToken.START_OBJECT) {
                members(parser, false);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void attachment(JsonParser parser) throws IOException {
        int from = 0;
        int to = 0;
        AttachmentPart part = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("length")) {
                from = (int) parser.currentTokenLocation().getByteOffset();
                to = from + parser.getText().length();
            } else if (name.equals("sha2")) {
                part = parts.get(parser.getText().toLowerCase(Locale.ROOT));
            } else {
                parser.skipChildren();
            }
        }
        if (part != null) {
            replace(from, to, Integer.toString(part.bytes().length()));
        }
    }

    private void replace(int from, int to, String number) {
        out.write(statement, kept, from - kept);
        out.writeBytes(number.getBytes(StandardCharsets.US_ASCII));
        kept = to;
    }
}
