package org.nucleus.exporter.lake;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.Event;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;
import org.nucleus.model.Format;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;

final class UndecodableTest {
    private static final TopicPartition P0 = Samples.partition(0);

    @Test
    void anEventThatHasNoRowKeepsWhatIsKnownOfIt(@TempDir Path folder) {
        Event event = Samples.event("e-1", "north", Instant.parse("+10000-01-01T00:00:00Z"));
        try (LakeCatalog catalog = LakeCatalog.open(Samples.settings(), folder)) {
            LakeSink sink = LakeSink.events(catalog, Samples.settings(), Clock.systemUTC());
            sink.open(Set.of(P0));

            List<FailedEvent> failed = sink.write(P0, List.of(Samples.record(P0, 7, event)));

            assertThat(failed).hasSize(1);
            FailedEvent one = FailedEventCodec.decode(FailedEventCodec.encode(failed.getFirst()));
            assertThat(one.tenant()).isEqualTo("north");
            assertThat(one.source()).isEqualTo("north-lms");
            assertThat(one.format()).isEqualTo(Format.XAPI);
            assertThat(one.eventId()).isEqualTo("e-1");
            assertThat(one.stage()).isEqualTo("export");
            assertThat(new String(one.payload(), StandardCharsets.UTF_8))
                    .isEqualTo(event.payload());
        }
    }

    @Test
    void bytesThatAreNoEventAreKeptAsTheyAre() {
        FailedEvent failed =
                Undecodable.failedEvent(Samples.record(P0, 7, new byte[] {1, 2}), Samples.NOON);

        assertThat(failed.source()).isEqualTo(FailedEvent.UNKNOWN);
        assertThat(failed.format()).isNull();
        assertThat(failed.eventId()).isNull();
        assertThat(failed.payload()).containsExactly(1, 2);
    }
}
