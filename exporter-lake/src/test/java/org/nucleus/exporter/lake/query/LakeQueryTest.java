package org.nucleus.exporter.lake.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.exporter.lake.LakeCatalog;
import org.nucleus.exporter.lake.LakeSink;
import org.nucleus.exporter.lake.Samples;
import org.nucleus.runtime.sink.Progress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;

final class LakeQueryTest {
    private static final TopicPartition P0 = Samples.partition(0);

    @TempDir static Path withEvents;
    @TempDir Path empty;

    @BeforeAll
    static void threeEventsOfTwoTenants() {
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), withEvents)) {
            LakeSink sink = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
            sink.open(Set.of(P0));
            sink.write(
                    P0,
                    List.of(
                            Samples.record(P0, 0, Samples.event("a", "north", Samples.NOON)),
                            Samples.record(P0, 1, Samples.event("b", "north", Samples.NOON)),
                            Samples.record(P0, 2, Samples.event("c", "south", Samples.NOON))));
            sink.commit(Progress.of(Map.of(P0, 3L)));
        }
    }

    @Test
    void alignsColumnsForPeople() {
        assertThat(
                        query(
                                "select tenant, count(*) as events, max(event_time) as last,"
                                        + " null as nothing from events group by 1 order by 1",
                                OutputFormat.COLUMNS))
                .isEqualTo(
                        """
                        tenant  events  last                  nothing
                        ------  ------  --------------------  -------
                        north        2  2026-11-20T12:00:00Z  null
                        south        1  2026-11-20T12:00:00Z  null
                        (2 rows)
                        """);
    }

    @Test
    void cutsLongValuesForPeopleAndLetsNothingReachTheTerminal() {
        assertThat(
                        query(
                                "select repeat('x', 200) as long, 'a' || chr(27) || chr(10) as odd",
                                OutputFormat.COLUMNS))
                .contains("x".repeat(59) + "…  a\\u001b\\n")
                .endsWith("(1 row)\n");
    }

    @Test
    void rowsFitTheTerminalAndANoteSaysWhatIsMissing() {
        String wide = "select repeat('x', 50) as x, repeat('y', 30) as y, 7 as n";
        assertThat(shown(wide, Screen.terminal(40)))
                .isEqualTo(
                        """
                        x                  y                   n
                        -----------------  ------------------  -
                        xxxxxxxxxxxxxxxx…  yyyyyyyyyyyyyyyyy…  7
                        (1 row; long values are cut, --full or --format vertical shows them)
                        """);
        assertThat(shown(wide, Screen.FULL)).contains("x".repeat(50) + "  " + "y".repeat(30));
        assertThat(shown("select * from events", Screen.terminal(80)).lines())
                .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(shown("select * from range(1234)", Screen.terminal(80)))
                .hasLineCount(203)
                .endsWith("(1,234 rows, the first 200 shown; --full shows all)\n");
        assertThat(shown("select * from range(1234)", Screen.FULL)).hasLineCount(1237);
    }

    @Test
    void wideRowsCanBeShownOneColumnALine() {
        assertThat(query("select 1 as a, repeat('x', 70) as long", OutputFormat.VERTICAL))
                .isEqualTo(
                        """
                        -- row 1
                        a     1
                        long  %s
                        (1 row)
                        """
                                .formatted("x".repeat(70)));
    }

    private static String shown(String sql, Screen screen) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LakeQuery.run(
                Samples.settings(),
                withEvents,
                sql,
                new LakeQuery.Output(OutputFormat.COLUMNS, screen),
                out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void everyColumnComesBackAsItWentIn() throws IOException {
        JsonNode row = json("select * from events where event_id = 'a'").get(0);

        assertThat(row.get("event_time").textValue()).isEqualTo("2026-11-20T12:00:00Z");
        assertThat(row.get("received_time").textValue()).isEqualTo("2026-11-20T12:00:01Z");
        assertThat(row.get("score_scaled").doubleValue()).isEqualTo(0.7);
        assertThat(row.get("success").booleanValue()).isTrue();
        assertThat(row.get("completion").isNull()).isTrue();
        assertThat(row.get("response").textValue()).isEqualTo("a'b\"c");
        assertThat(row.get("parent_ids").get(0).textValue())
                .isEqualTo("https://lms.example.edu/module/1");
        assertThat(row.get("extensions").get("https://lms.example.edu/ext/attempt").textValue())
                .isEqualTo("2");
        assertThat(row.get("payload").textValue()).isEqualTo("{\"id\":\"a\",\"text\":\"Zażółć\"}");
        assertThat(row.get("caused_by").isNull()).isTrue();
    }

    @Test
    void jsonIsOneArrayWhateverTheTypes() throws IOException {
        JsonNode row =
                json("""
                select 'nan'::double as nan, '-inf'::float as inf, 9223372036854775807 as big,
                  123456789012345678901234567890::hugeint as huge, 1.50::decimal(9,2) as price,
                  [1, null] as list, {'x': timestamptz '2026-01-01 00:00:00Z'} as struct,
                  map {'k': ['v']} as map, '{"a":[1]}'::json as doc, date '2026-01-02' as day,
                  timestamp '2026-01-02 03:04:05' as local, time '03:04:00' as clock,
                  interval 1 day as length, 1 as big,
                  0.1::float as small
                """)
                        .get(0);

        assertThat(row.get("nan").isNull()).isTrue();
        assertThat(row.get("inf").isNull()).isTrue();
        assertThat(row.get("big").longValue()).isEqualTo(Long.MAX_VALUE);
        assertThat(row.get("big_2").intValue()).isEqualTo(1);
        assertThat(row.get("huge").bigIntegerValue()).hasToString("123456789012345678901234567890");
        assertThat(row.get("price").decimalValue()).isEqualByComparingTo("1.50");
        assertThat(row.get("list").toString()).isEqualTo("[1,null]");
        assertThat(row.get("struct").get("x").textValue()).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(row.get("map").toString()).isEqualTo("{\"k\":[\"v\"]}");
        assertThat(row.get("doc").get("a").get(0).intValue()).isEqualTo(1);
        assertThat(row.get("day").textValue()).isEqualTo("2026-01-02");
        assertThat(row.get("local").textValue()).isEqualTo("2026-01-02T03:04:05");
        assertThat(row.get("clock").textValue()).isEqualTo("03:04:00");
        assertThat(row.get("small").doubleValue()).isEqualTo(0.1);
    }

    @Test
    void jsonWithoutRowsIsAnEmptyArray() {
        assertThat(query("select * from events where false", OutputFormat.JSON)).isEqualTo("[]\n");
    }

    @Test
    void csvQuotesWhatItMustAndTellsNullFromEmpty() {
        assertThat(query("select 'a,\"b\"' as x, null as y, '' as z, ['p'] as l", OutputFormat.CSV))
                .isEqualTo("x,y,z,l\n\"a,\"\"b\"\"\",,\"\",\"[\"\"p\"\"]\"\n");
    }

    @Test
    void parquetIsAFileThatOtherToolsRead() throws Exception {
        Path file = empty.resolve("out.parquet");
        Files.write(file, bytes(withEvents, "select event_id from events;", OutputFormat.PARQUET));

        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement();
                ResultSet rows = statement.executeQuery("select count(*) from '" + file + "'")) {
            rows.next();
            assertThat(rows.getInt(1)).isEqualTo(3);
        }
    }

    @Test
    void withoutALakeThereIsNoAnswerAndNothingIsMadeByAsking() {
        for (Path folder : List.of(empty, empty.resolve("nowhere"))) {
            assertThatThrownBy(() -> text(folder, "select count(*) from events", OutputFormat.CSV))
                    .isInstanceOf(QueryFailure.class)
                    .hasMessageContaining("no lake in " + folder)
                    .hasMessageContaining("--set data.dir=");
        }
        assertThat(empty).isEmptyDirectory();
    }

    @Test
    void tablesThatALakeDoesNotHaveYetAreEmpty() {
        LakeCatalog.open(Samples.settings(), empty).close();
        String counts =
                text(
                        empty,
                        "select (select count(*) from events) as e,"
                                + " (select count(*) from failed_events where payload = '') as f",
                        OutputFormat.CSV);

        assertThat(counts).isEqualTo("e,f\n0,0\n");
    }

    @Test
    void aTableThatTheQueryDoesNotNameCanStillBeDescribed() {
        assertThat(query("show tables", OutputFormat.CSV))
                .isEqualTo("name\nevents\nfailed_events\n");
    }

    @Test
    void wrongSqlIsOneSentenceAndTheMarkOfItsPlace() {
        for (OutputFormat format : OutputFormat.values()) {
            assertThatThrownBy(() -> query("select 1,\n  nope from events", format))
                    .isInstanceOf(QueryFailure.class)
                    .message()
                    .startsWith("Binder Error: ")
                    .matches("(?s).*nope.*\nLINE 2:   nope from events\n {10}\\^+");
        }
        assertThatThrownBy(() -> query("selec 1", OutputFormat.JSON))
                .isInstanceOf(QueryFailure.class);
        assertThatThrownBy(() -> query("", OutputFormat.JSON)).isInstanceOf(QueryFailure.class);
        assertThatThrownBy(() -> query("create table t as select 1", OutputFormat.JSON))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("no rows");
    }

    @Test
    void severalStatementsAreRefused() {
        for (OutputFormat format : OutputFormat.values()) {
            assertThatThrownBy(() -> query("select 1; select 2", format))
                    .isInstanceOf(QueryFailure.class)
                    .hasMessageContaining("more than one statement");
        }
        assertThat(query("select ';' as a; -- and; nothing more;\n ;", OutputFormat.CSV))
                .isEqualTo("a\n;\n");
    }

    @Test
    void statementsAreCountedWhateverTheyQuote() {
        for (String one :
                new String[] {
                    "select 'it''s; one' as \"a;\"",
                    "select e'it\\'s; one'",
                    "select $$a;b$$, $t$c;$$;d$t$ /* ; */ ;",
                    "/* first */ -- second;\n select 1"
                }) {
            assertThat(SqlStatements.count(one)).as(one).isEqualTo(1);
        }
        assertThat(SqlStatements.count("select 'a\\';select 2")).isEqualTo(2);
        assertThat(SqlStatements.count("select $1; select $2")).isEqualTo(2);
        assertThat(SqlStatements.count(" ;; -- nothing")).isZero();
    }

    @Test
    void otherFilesOfThisMachineAreOutOfReach() throws IOException {
        Path secret = Files.writeString(empty.resolve("secret.csv"), "a\n1\n");
        for (String sql :
                new String[] {
                    "select * from read_csv('" + secret + "')",
                    "copy events to '" + secret + "'",
                    "select * from glob('/*')",
                    "set enable_external_access = true"
                }) {
            assertThatThrownBy(() -> query(sql, OutputFormat.JSON))
                    .isInstanceOf(QueryFailure.class);
        }
        assertThat(secret).hasContent("a\n1");
    }

    @Test
    void aLakeWhoseFilesAreGoneIsNamed() throws SQLException {
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), empty)) {
            LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
        }
        try (Connection sqlite =
                        DriverManager.getConnection(
                                "jdbc:sqlite:" + empty.resolve("lake/catalog.db"));
                Statement statement = sqlite.createStatement()) {
            statement.executeUpdate(
                    "update iceberg_tables set metadata_location = '/gone' || metadata_location");
        }

        assertThatThrownBy(() -> text(empty, "select * from events", OutputFormat.JSON))
                .isInstanceOf(QueryFailure.class)
                .hasMessageContaining("moved");
    }

    private static JsonNode json(String sql) throws IOException {
        return new ObjectMapper()
                .reader()
                .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .readTree(query(sql, OutputFormat.JSON));
    }

    private static String query(String sql, OutputFormat format) {
        return text(withEvents, sql, format);
    }

    private static String text(Path dataDir, String sql, OutputFormat format) {
        return new String(bytes(dataDir, sql, format), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(Path dataDir, String sql, OutputFormat format) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LakeQuery.run(Samples.settings(), dataDir, sql, format, out);
        return out.toByteArray();
    }
}
