package org.nucleus.collector.xapi;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;

import org.nucleus.collector.json.Slice;
import org.nucleus.model.content.JsonTree;
import org.nucleus.model.content.StatementContent;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The {@link StatementContent} of statements as bytes. Off the hot path: it builds a tree. */
public final class StatementContents {
    private StatementContents() {}

    /** The content of a statement that the reader accepted, also in its stored form. */
    public static StatementContent of(Slice statement) {
        return StatementContent.of(tree(statement));
    }

    /** Like {@link #of}, without the attachments that are signatures (Data 2.6). */
    static StatementContent unsigned(Slice statement) {
        return StatementContent.unsigned(tree(statement));
    }

    private static JsonNode tree(Slice statement) {
        try (JsonParser parser =
                StatementReader.JSON.createParser(
                        statement.bytes(), statement.from(), statement.length())) {
            parser.nextToken();
            return JsonTree.read(parser);
        } catch (IOException e) {
            throw new UncheckedIOException("the statement was valid JSON", e);
        }
    }
}
