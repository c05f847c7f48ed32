package org.nucleus.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.nucleus.processor.normalise.Normaliser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Keeps {@code docs/reference/topology.md} true; {@code -Dregenerate=true} writes it anew. */
final class TopologyReferenceTest {
    private static final String PAGE =
            """
            # Topology of the processor

            What Kafka Streams runs, as it prints it; generated from `ProcessorTopology`. Stage by stage: `normalise` turns the bytes of any
            format into the one event, `deduplicate` lets each event of a tenant through once, `person` tells who is behind a connection to a meeting of
            BigBlueButton or JaaS, `instance` tells to which instance of its room an event of Jitsi belongs. Stores, each with a changelog on the log: `deduplicate`, tenant and event id to time and content hash, kept for two
            windows of `processor.deduplicate.window`; `meeting-people`, tenant, source, meeting and connection to the canonical id of the person, kept for
            7 days after an event last named the person; `person-waiting`, events that wait for that, for `processor.instance.wait`; `room-instances`, tenant, source and room to when each of its instances was made and ended, kept for
            30 days after the last of them; `room-waiting`, events that wait for the creation of their room, for `processor.instance.wait`.

            ```
            %s
            ```
            """;

    @Test
    void theReferenceIsWhatRuns() throws IOException {
        Path reference = root().resolve("docs/reference/topology.md");
        String rendered = PAGE.formatted(topology().describe().toString().strip());
        if (Boolean.getBoolean("regenerate")) {
            Files.createDirectories(reference.getParent());
            Files.writeString(reference, rendered);
        }
        assertThat(reference)
                .as("regenerate with: mvn -Dquick -pl processor -am test -Dregenerate=true")
                .hasContent(rendered);
    }

    @Test
    void everyOperatorAndStoreHasAName() {
        Matcher named =
                Pattern.compile("(?:Source: |Processor: |Sink: |stores: \\[)([^\\s\\],]+)")
                        .matcher(topology().describe().toString());
        List<String> names = named.results().map(result -> result.group(1)).toList();
        assertThat(names).isNotEmpty().allMatch(name -> name.matches("[a-z-]+"));
    }

    private static Topology topology() {
        ProcessorMetrics metrics = new Stages().metrics;
        return new ProcessorTopology(
                        new NormaliseStage(Normaliser::normalise, metrics),
                        new DeduplicateStage(Duration.ofDays(7), metrics),
                        new PersonStage(Duration.ofSeconds(5), metrics),
                        new InstanceStage(Duration.ofSeconds(5), metrics))
                .get();
    }

    private static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("event-model"))) {
            folder = folder.getParent();
        }
        return folder;
    }
}
