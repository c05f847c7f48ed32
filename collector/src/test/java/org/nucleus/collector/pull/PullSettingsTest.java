package org.nucleus.collector.pull;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.SettingsLoader;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class PullSettingsTest {
    private final SettingsLoader loader =
            new SettingsLoader(
                    List.of(new SettingGroup("pull", List.of(), List.of(PullSettings.PREFIX))),
                    Map.of());

    @Test
    void pullsNothingUnlessTold() {
        assertThat(read(Map.of(), Map.of()).points()).isEmpty();
    }

    @Test
    void readsQueuesAndStreamsByName() {
        Map<String, String> file =
                Map.of(
                        "collector.pull.canvas.kind", "sqs",
                        "collector.pull.canvas.source", "lms-1",
                        "collector.pull.canvas.url", " https://sqs.eu-central-1.example/1/live ",
                        "collector.pull.own-canvas.kind", "kinesis",
                        "collector.pull.own-canvas.source", "lms-2",
                        "collector.pull.own-canvas.stream", "live-events",
                        "collector.pull.own-canvas.region", "eu-central-1",
                        "collector.pull.own-canvas.endpoint", "http://127.0.0.1:4567");

        assertThat(read(file, Map.of()).points())
                .containsExactly(
                        new PullPoint(
                                "canvas",
                                "lms-1",
                                new PullPoint.Queue("https://sqs.eu-central-1.example/1/live"),
                                Optional.empty(),
                                Optional.empty()),
                        new PullPoint(
                                "own-canvas",
                                "lms-2",
                                new PullPoint.Stream("live-events"),
                                Optional.of("eu-central-1"),
                                Optional.of(URI.create("http://127.0.0.1:4567"))));
    }

    @Test
    void readsBucketsWithTheirQueueOrHowOftenTheyAreListed() {
        Map<String, String> file =
                Map.of(
                        "collector.pull.told.kind", "s3",
                        "collector.pull.told.source", "lms-1",
                        "collector.pull.told.bucket", "district.exports",
                        "collector.pull.told.prefix", "canvas/",
                        "collector.pull.told.queue", "https://sqs.example/1/exports",
                        "collector.pull.listed.kind", "s3",
                        "collector.pull.listed.source", "lms-2",
                        "collector.pull.listed.bucket", "exports",
                        "collector.pull.listed.interval", "5m",
                        "collector.pull.listed.region", "eu-central-1");

        assertThat(read(file, Map.of()).points())
                .extracting(PullPoint::place)
                .containsExactly(
                        new PullPoint.Bucket(
                                "exports", "", Optional.empty(), Duration.ofMinutes(5)),
                        new PullPoint.Bucket(
                                "district.exports",
                                "canvas/",
                                Optional.of("https://sqs.example/1/exports"),
                                Duration.ofMinutes(1)));
    }

    @Test
    void refusesBucketsThatCannotBe() {
        Map<String, String> file =
                Map.of(
                        "collector.pull.a.kind", "s3",
                        "collector.pull.a.source", "lms-1",
                        "collector.pull.a.bucket", "No",
                        "collector.pull.a.prefix", "/x",
                        "collector.pull.a.queue", "https://sqs.example/1/exports",
                        "collector.pull.a.interval", "5m",
                        "collector.pull.a.stream", "x");

        assertThat(((SettingsLoader.Invalid) loader.load(file, Map.of(), Map.of())).problems())
                .containsExactly(
                        "collector.pull.a.bucket must be: the name of a bucket",
                        "collector.pull.a.prefix must be: the beginning of keys",
                        "collector.pull.a.interval must be: left out where there is a queue",
                        "collector.pull.a.stream is not a setting of this kind of pull");
    }

    @Test
    void theEnvironmentWins() {
        Map<String, String> file = new HashMap<>();
        file.put("collector.pull.a-b.kind", "kinesis");
        file.put("collector.pull.a-b.source", "lms-1");
        file.put("collector.pull.a-b.stream", "old");

        assertThat(read(file, Map.of("COLLECTOR_PULL_A__B_STREAM", "New")).points())
                .extracting(PullPoint::place)
                .containsExactly(new PullPoint.Stream("New"));
    }

    @Test
    void tellsEveryProblemAtOnce() {
        Map<String, String> file =
                Map.of(
                        "collector.pull.canvas", "sqs",
                        "collector.pull.a.kind", "ftp",
                        "collector.pull.b.kind", "sqs",
                        "collector.pull.b.source", "no/id",
                        "collector.pull.b.stream", "x",
                        "collector.pull.c.kind", "kinesis",
                        "collector.pull.c.source", "lms-1",
                        "collector.pull.c.endpoint", "http://user:secret@host",
                        "nothing.like.it", "1");

        assertThat(((SettingsLoader.Invalid) loader.load(file, Map.of(), Map.of())).problems())
                .containsExactlyInAnyOrder(
                        "nothing.like.it in nucleus.properties is not a setting",
                        "collector.pull.canvas is not <name>.<key>",
                        "collector.pull.a.source must be: the id of a registered source",
                        "collector.pull.a.kind must be: sqs, kinesis or s3",
                        "collector.pull.b.source must be: the id of a registered source",
                        "collector.pull.b.url must be: an http or https address without"
                                + " credentials",
                        "collector.pull.b.stream is not a setting of this kind of pull",
                        "collector.pull.c.stream must be: the name of a stream",
                        "collector.pull.c.endpoint must be: an http or https address without"
                                + " credentials");
    }

    private PullSettings read(Map<String, String> file, Map<String, String> environment) {
        return switch (loader.load(file, environment, Map.of())) {
            case SettingsLoader.Loaded loaded -> PullSettings.from(loaded.settings());
            case SettingsLoader.Invalid invalid ->
                    throw new AssertionError(invalid.problems().toString());
        };
    }
}
