package org.nucleus.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.exporter.lake.LakeCatalog;
import org.nucleus.exporter.lake.LakeSettings;
import org.nucleus.exporter.lake.LakeSink;
import org.nucleus.model.EventCodec;
import org.nucleus.model.Topic;
import org.nucleus.node.services.House;
import org.nucleus.node.settings.SettingsSources;
import org.nucleus.runtime.sink.Progress;
import org.nucleus.testkit.Events;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class LakeRewindCommandTest {
    private static final TopicPartition P0 = new TopicPartition(Topic.EVENTS_ENRICHED.name(), 0);

    @TempDir Path dataDir;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void tellsWhatStartsAgainAndTheExporterBeginsAtTheBeginning() {
        try (LakeCatalog catalog = LakeCatalog.open(lake(), dataDir)) {
            LakeSink sink = LakeSink.events(catalog, lake(), Clock.systemUTC());
            sink.open(Set.of(P0));
            sink.write(P0, List.of(record("a"), record("b")));
            sink.commit(Progress.of(Map.of(P0, 2L)));

            assertThat(nucleus()).isEqualTo(ExitCode.OK);

            assertThat(out.toString(StandardCharsets.UTF_8))
                    .startsWith("events: reads the log from its beginning; its 2 rows stay");
            assertThat(sink.open(Set.of(P0)).next()).isEmpty();
        }
    }

    @Test
    void whereNoLakeIsItFailsAndSaysWhereItLooked() {
        assertThat(nucleus()).isEqualTo(ExitCode.FAILURE);

        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("no table to rewind was found", dataDir.toString(), "data.dir");
    }

    private int nucleus() {
        Surroundings surroundings =
                new Surroundings(
                        Clock.systemUTC(),
                        Map.of(),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8));
        return NucleusCommand.execute(
                surroundings, "lake", "rewind", "--set", "data.dir=" + dataDir);
    }

    private LakeSettings lake() {
        return LakeSettings.from(
                new SettingsSources(
                                Optional.empty(), Map.of(), Map.of("data.dir", dataDir.toString()))
                        .load(House.SETTINGS));
    }

    private static ConsumerRecord<byte[], byte[]> record(String id) {
        return new ConsumerRecord<>(
                P0.topic(),
                P0.partition(),
                id.charAt(0) - 'a',
                "demo|x".getBytes(StandardCharsets.UTF_8),
                EventCodec.encode(Events.event(id)));
    }
}
