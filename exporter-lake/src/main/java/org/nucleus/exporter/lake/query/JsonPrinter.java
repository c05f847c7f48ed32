package org.nucleus.exporter.lake.query;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Rows for programs: {@link OutputFormat#JSON}. */
final class JsonPrinter {
    private JsonPrinter() {}

    static void print(ResultSet rows, OutputStream out) throws SQLException, IOException {
        ResultColumns columns = ResultColumns.of(rows.getMetaData());
        try (JsonGenerator json = SqlValue.generator(out)) {
            json.writeStartArray();
            while (rows.next()) {
                json.writeRaw('\n');
                json.writeStartObject();
                for (int i = 0; i < columns.count(); i++) {
                    json.writeFieldName(columns.names().get(i));
                    SqlValue.write(json, rows.getObject(i + 1));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        out.write("\n".getBytes(StandardCharsets.UTF_8));
    }
}
