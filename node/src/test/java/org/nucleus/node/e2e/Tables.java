package org.nucleus.node.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.nucleus.exporter.lake.LakeSettings;
import org.nucleus.exporter.lake.query.LakeQuery;
import org.nucleus.exporter.lake.query.OutputFormat;
import org.nucleus.node.services.House;
import org.nucleus.node.settings.SettingsSources;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The tables of a node's data folder, asked from the test's own process. */
final class Tables {
    private Tables() {}

    /** The rows of a query, as objects. */
    static JsonNode query(Path data, String sql) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LakeQuery.run(
                LakeSettings.from(
                        new SettingsSources(Optional.empty(), Map.of(), Map.of())
                                .load(House.SETTINGS)),
                data,
                sql,
                OutputFormat.JSON,
                out);
        try {
            return new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How many events there are; for waiting, as it costs no process. */
    static int events(Path data, String where) {
        return query(data, "select count(*) as n from events where " + where)
                .get(0)
                .get("n")
                .intValue();
    }
}
