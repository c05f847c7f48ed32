package org.nucleus.collector.pull;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Format;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.runtime.health.Health;
import org.nucleus.testkit.KafkaInJvm;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

final class KinesisPullIT {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static KinesisServer kinesis;

    private final String tenant = "t" + UUID.randomUUID().toString().substring(0, 8);
    private final Source source =
            Source.withSecret(
                    tenant + "-canvas",
                    tenant,
                    Format.CANVAS,
                    SecretHash.of("s"),
                    Source.State.ACTIVE);

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        kinesis = KinesisServer.start();
    }

    @AfterAll
    static void stop() {
        kinesis.close();
    }

    @Test
    void readsEveryShardAndGoesOnWhereItWas() {
        kinesis.makeStream(tenant, 3);
        List<String> events = new ArrayList<>(CanvasEvents.raw(tenant, 0, 200));
        kinesis.put(tenant, events);
        try (Pulling pulling = pulling()) {
            awaitIds(pulling, 200);
            assertThat(pulling.check()).isEqualTo(Health.UP);
        }

        List<String> more = CanvasEvents.raw(tenant, 200, 50);
        kinesis.put(tenant, more);
        events.addAll(more);
        try (Pulling pulling = pulling()) {
            awaitIds(pulling, 250);
            assertThat(pulling.ids(source.id()))
                    .containsExactlyInAnyOrderElementsOf(CanvasEvents.ids(source.id(), events));
        }
    }

    @Test
    void readsTheChildrenOfASplitOnceTheirParentIsRead() {
        kinesis.makeStream(tenant, 1);
        List<String> events = new ArrayList<>(CanvasEvents.raw(tenant, 0, 30));
        kinesis.put(tenant, events);
        try (Pulling pulling = pulling()) {
            awaitIds(pulling, 30);
            kinesis.split(tenant);
            List<String> more = CanvasEvents.raw(tenant, 30, 30);
            kinesis.put(tenant, more);
            events.addAll(more);
            awaitIds(pulling, 60);
        }

        List<String> last = CanvasEvents.raw(tenant, 60, 5);
        kinesis.put(tenant, last);
        events.addAll(last);
        try (Pulling pulling = pulling()) {
            awaitIds(pulling, 65);
            assertThat(pulling.ids(source.id()))
                    .containsExactlyInAnyOrderElementsOf(CanvasEvents.ids(source.id(), events));
        }
    }

    @Test
    void readsAStreamThatWasMadeAgain() {
        kinesis.makeStream(tenant, 1);
        kinesis.put(tenant, CanvasEvents.raw(tenant, 0, 5));
        try (Pulling pulling = pulling()) {
            awaitIds(pulling, 5);
        }
        kinesis.deleteStream(tenant);
        kinesis.makeStream(tenant, 1);
        kinesis.put(tenant, CanvasEvents.raw(tenant, 5, 5));
        try (Pulling pulling = pulling()) {
            awaitIds(pulling, 10);
        }
    }

    @Test
    void leavesTheStreamOfAPausedSourceAndGoesOnAfterwards() {
        kinesis.makeStream(tenant, 1);
        kinesis.put(tenant, CanvasEvents.raw(tenant, 0, 5));
        try (Pulling pulling = pulling()) {
            awaitIds(pulling, 5);
            pulling.become(source.in(Source.State.REVOKED));
            kinesis.put(tenant, CanvasEvents.raw(tenant, 5, 5));
            await().during(Duration.ofSeconds(2))
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> pulling.ids(source.id()).size() == 5);
            pulling.become(source);
            awaitIds(pulling, 10);
        }
    }

    @Test
    void saysWhichStreamItCannotReachAndTriesAgain() {
        try (Pulling pulling = pulling()) {
            await().atMost(SOON).until(() -> pulling.check() instanceof Health.Degraded);
            assertThat(((Health.Degraded) pulling.check()).reason())
                    .isEqualTo("pull stream: ResourceNotFoundException (400)");
            kinesis.makeStream(tenant, 1);
            kinesis.put(tenant, CanvasEvents.raw(tenant, 0, 1));
            awaitIds(pulling, 1);
            await().atMost(SOON).until(() -> pulling.check().equals(Health.UP));
        }
    }

    private Pulling pulling() {
        return Pulling.start(KafkaInJvm.shared(), source, kinesis.point(source.id(), tenant));
    }

    private void awaitIds(Pulling pulling, int count) {
        await().atMost(SOON).until(() -> pulling.ids(source.id()).size() >= count);
        assertThat(pulling.ids(source.id())).doesNotHaveDuplicates().hasSize(count);
    }
}
