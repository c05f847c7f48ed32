package org.nucleus.exporter.lake.query;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import org.duckdb.DuckDBStruct;
import org.duckdb.JsonNode;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.Array;
import java.sql.Blob;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Map;

/** One value of a result, of whatever type DuckDB gave it, as text or JSON. */
final class SqlValue {
    private static final JsonFactory JSON =
            new JsonFactory().disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);

    private SqlValue() {}

    static JsonGenerator generator(OutputStream out) throws IOException {
        return JSON.createGenerator(out);
    }

    /** As a person would write it, lists and maps as JSON; null for null. */
    static String text(Object value) throws SQLException, IOException {
        return switch (value) {
            case null -> null;
            case OffsetDateTime time -> DateTimeFormatter.ISO_INSTANT.format(time);
            case Timestamp time ->
                    DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time.toLocalDateTime());
            case LocalTime time -> DateTimeFormatter.ISO_LOCAL_TIME.format(time);
            case BigDecimal number -> number.toPlainString();
            case Blob bytes ->
                    Base64.getEncoder().encodeToString(bytes.getBytes(1, (int) bytes.length()));
            case Array ignored -> jsonText(value);
            case DuckDBStruct ignored -> jsonText(value);
            case Map<?, ?> ignored -> jsonText(value);
            default -> value.toString();
        };
    }

    private static String jsonText(Object value) throws SQLException, IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            write(json, value);
        }
        return text.toString();
    }

    /** As JSON; what JSON has no number for (NaN, infinity) is null, times are ISO 8601 text. */
    static void write(JsonGenerator json, Object value) throws SQLException, IOException {
        switch (value) {
            case null -> json.writeNull();
            case Boolean flag -> json.writeBoolean(flag);
            case Double number -> writeFinite(json, number);
            case Float number -> writeFinite(json, Double.parseDouble(number.toString()));
            case BigDecimal number -> json.writeNumber(number.toPlainString());
            case BigInteger number -> json.writeNumber(number);
            case Number number -> json.writeNumber(number.longValue());
            case JsonNode document -> json.writeRawValue(document.toString());
            case Array list -> writeAll(json, (Object[]) list.getArray());
            case DuckDBStruct struct -> writeAll(json, struct.getMap());
            case Map<?, ?> map -> writeAll(json, map);
            default -> json.writeString(text(value));
        }
    }

    private static void writeFinite(JsonGenerator json, double number) throws IOException {
        if (Double.isFinite(number)) {
            json.writeNumber(number);
        } else {
            json.writeNull();
        }
    }

    private static void writeAll(JsonGenerator json, Object[] list)
            throws SQLException, IOException {
        json.writeStartArray();
        for (Object element : list) {
            write(json, element);
        }
        json.writeEndArray();
    }

    private static void writeAll(JsonGenerator json, Map<?, ?> map)
            throws SQLException, IOException {
        json.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            json.writeFieldName(String.valueOf(text(entry.getKey())));
            write(json, entry.getValue());
        }
        json.writeEndObject();
    }
}
