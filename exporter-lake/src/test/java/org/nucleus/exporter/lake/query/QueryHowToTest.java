package org.nucleus.exporter.lake.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.exporter.lake.LakeCatalog;
import org.nucleus.exporter.lake.LakeSink;
import org.nucleus.exporter.lake.Repository;
import org.nucleus.exporter.lake.Samples;
import org.nucleus.model.Topic;
import org.nucleus.runtime.sink.Progress;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs every example of {@code docs/how-to/query-with-sql.md}. */
final class QueryHowToTest {
    private static final Pattern SQL = Pattern.compile("```sql\\n(.*?)```", Pattern.DOTALL);
    private static final TopicPartition FAILED = new TopicPartition(Topic.EVENTS_FAILED.name(), 0);

    @TempDir static Path dataDir;

    @BeforeAll
    static void eventsAndARefusal() {
        TopicPartition p0 = Samples.partition(0);
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), dataDir)) {
            LakeSink events = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
            events.open(Set.of(p0));
            events.write(
                    p0, List.of(Samples.record(p0, 0, Samples.event("a", "demo", Samples.NOON))));
            events.commit(Progress.of(Map.of(p0, 1L)));
            LakeSink failed = LakeSink.failedEvents(catalog, Samples.settings(), Clock.systemUTC());
            failed.open(Set.of(FAILED));
            failed.write(FAILED, List.of(Samples.failedRecord(FAILED, 0)));
            failed.commit(Progress.of(Map.of(FAILED, 1L)));
        }
    }

    @TestFactory
    Stream<DynamicTest> everyExampleHasAnAnswer() throws IOException {
        String page = Files.readString(Repository.root().resolve("docs/how-to/query-with-sql.md"));
        List<String> examples =
                SQL.matcher(page).results().map((MatchResult found) -> found.group(1)).toList();
        assertThat(examples).hasSizeGreaterThan(5);
        return examples.stream()
                .map(
                        sql ->
                                DynamicTest.dynamicTest(
                                        sql.lines().findFirst().orElseThrow(), () -> run(sql)));
    }

    private static void run(String sql) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        LakeQuery.run(Samples.settings(), dataDir, sql, OutputFormat.COLUMNS, out);
        assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("(1 row)\n");
    }
}
