package org.nucleus.node.cli;

import org.nucleus.exporter.lake.LakeSettings;
import org.nucleus.exporter.lake.query.LakeQuery;
import org.nucleus.exporter.lake.query.OutputFormat;
import org.nucleus.exporter.lake.query.Screen;
import org.nucleus.node.settings.NodeSettings;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.settings.Settings;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** {@code ./nucleus query}: SQL over the tables, beside a running node or without one. */
@Command(
        name = "query",
        description = {
            "Run SQL over the tables events and failed_events, with or without a running node.",
            "",
            "The dialect is DuckDB's; times are UTC. Columns: docs/reference/tables.md. On a"
                + " terminal rows are fitted to its width, and after 200 they are only counted.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./nucleus query \"select format, verb, count(*) from events group by 1, 2\"",
            "  ./nucleus query --format vertical \"select * from events limit 1\"",
            "  ./nucleus query --format csv \"select * from events\" > events.csv",
            "  ./nucleus query --format parquet --output events.parquet \"select * from events\""
        })
final class QueryCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "COLUMNS",
            description =
                    "columns (the default), vertical (one column a line), csv, json (one array of"
                            + " objects) or parquet.")
    private OutputFormat format;

    @Option(
            names = "--full",
            description = "Show all rows and whole values, though the terminal is too small.")
    private boolean full;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Write there instead of standard output.")
    private Path output;

    @Parameters(paramLabel = "SQL", description = "One statement, in quotes.")
    private String sql;

    @Mixin private SettingsOptions settings;

    QueryCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() {
        Settings loaded = settings.load(surroundings);
        if (output == null) {
            run(loaded, surroundings.out());
            surroundings.out().flush();
            return ExitCode.OK;
        }
        try (OutputStream file = new BufferedOutputStream(Files.newOutputStream(output))) {
            run(loaded, file);
            return ExitCode.OK;
        } catch (IOException e) {
            throw new StartFailure(output + " cannot be written: " + e.getMessage(), e);
        }
    }

    private void run(Settings loaded, OutputStream out) {
        LakeQuery.run(
                LakeSettings.from(loaded),
                NodeSettings.from(loaded).dataDir(),
                sql,
                new LakeQuery.Output(format, screen()),
                out);
    }

    private Screen screen() {
        if (full) {
            return Screen.FULL;
        }
        return output == null ? surroundings.screen() : Screen.NONE;
    }
}
