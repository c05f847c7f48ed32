package org.nucleus.collector;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.collector.auth.WebhookSettings;
import org.nucleus.collector.http.HttpSettings;
import org.nucleus.collector.http.SourceSettings;
import org.nucleus.collector.http.TlsSettings;
import org.nucleus.collector.log.AppendSettings;
import org.nucleus.collector.pull.AwsAddress;
import org.nucleus.collector.pull.PullPoint;
import org.nucleus.collector.pull.PullSettings;
import org.nucleus.collector.pull.UploadSettings;
import org.nucleus.collector.spool.SpoolSettings;
import org.nucleus.runtime.net.AddressBlock;
import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.SettingsLoader;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class CollectorSettingsTest {
    private static final Map<String, String> ALL_KEYS =
            Map.ofEntries(
                    Map.entry("collector.http.port", "9090"),
                    Map.entry("collector.http.host", "10.0.0.1"),
                    Map.entry("collector.http.event.loops", "3"),
                    Map.entry("collector.http.request.timeout", "5s"),
                    Map.entry("collector.http.idle.timeout", "2m"),
                    Map.entry("collector.request.max.bytes", "2MiB"),
                    Map.entry("collector.request.max.events", "700"),
                    Map.entry("collector.inflight.max.bytes", "64MiB"),
                    Map.entry("collector.http.h2c", "true"),
                    Map.entry("collector.source.inflight.percent", "50"),
                    Map.entry("collector.source.requests", "40"),
                    Map.entry("collector.source.events.per.second", "500"),
                    Map.entry("collector.tls.certificate", "/etc/nucleus/tls.crt"),
                    Map.entry("collector.tls.key", "/etc/nucleus/tls.key"),
                    Map.entry("collector.cors.origins", "https://a.example, https://b.example"),
                    Map.entry("collector.producer.linger", "7ms"),
                    Map.entry("collector.producer.compression", "zstd"),
                    Map.entry("collector.producer.batch.bytes", "32KiB"),
                    Map.entry("collector.producer.delivery.timeout", "3s"),
                    Map.entry("collector.spool.max.bytes", "16MiB"),
                    Map.entry("collector.webhook.signature.tolerance", "10s"),
                    Map.entry("collector.webhook.jwks.interval", "2m"),
                    Map.entry("collector.webhook.sns.origin", "http://127.0.0.1:1"),
                    Map.entry("collector.webhook.callback.max.bytes", "5MiB"),
                    Map.entry("collector.webhook.proxies", "10.1.0.0/16"),
                    Map.entry("collector.xapi.recent.ids", "12"),
                    Map.entry("collector.uploads.bucket", "large-files"),
                    Map.entry("collector.uploads.prefix", "in/"),
                    Map.entry("collector.uploads.region", "eu-central-1"),
                    Map.entry("collector.uploads.endpoint", "https://s3.example"),
                    Map.entry("collector.uploads.queue", "https://sqs.example/1/large-files"),
                    Map.entry("collector.uploads.list.interval", "30s"),
                    Map.entry("collector.uploads.expiry", "15m"),
                    Map.entry("collector.uploads.max.bytes", "1GiB"),
                    Map.entry("collector.uploads.delete", "false"),
                    Map.entry("collector.uploads.fetch", "false"));

    @Test
    void hasADefaultForEverything() {
        assertThat(load(Map.of()))
                .isEqualTo(
                        new CollectorSettings(
                                new HttpSettings(
                                        8080,
                                        "0.0.0.0",
                                        0,
                                        Duration.ofSeconds(30),
                                        Duration.ofSeconds(75),
                                        1 << 20,
                                        10_000,
                                        32 << 20,
                                        new SourceSettings(25, 0, 0),
                                        TlsSettings.NONE,
                                        false,
                                        List.of()),
                                new AppendSettings(
                                        Duration.ofMillis(2),
                                        "lz4",
                                        128 << 10,
                                        Duration.ofSeconds(4)),
                                new SpoolSettings(256L << 20),
                                new WebhookSettings(
                                        Duration.ofMinutes(5),
                                        Duration.ofMinutes(1),
                                        "",
                                        16 << 20,
                                        List.of()),
                                100_000,
                                new PullSettings(List.of()),
                                new UploadSettings(
                                        "",
                                        "uploads/",
                                        new AwsAddress(Optional.empty(), Optional.empty()),
                                        Optional.empty(),
                                        Duration.ofSeconds(10),
                                        Duration.ofHours(1),
                                        5L << 30,
                                        true,
                                        true)));
    }

    @Test
    void readsEveryKey() {
        Map<String, String> keys = new HashMap<>(ALL_KEYS);
        keys.put("collector.pull.canvas.kind", "sqs");
        keys.put("collector.pull.canvas.source", "lms-1");
        keys.put("collector.pull.canvas.url", "https://sqs.example/1/q");
        keys.put("collector.pull.canvas.region", "eu-central-1");
        assertThat(load(keys))
                .isEqualTo(
                        new CollectorSettings(
                                new HttpSettings(
                                        9090,
                                        "10.0.0.1",
                                        3,
                                        Duration.ofSeconds(5),
                                        Duration.ofMinutes(2),
                                        2 << 20,
                                        700,
                                        64 << 20,
                                        new SourceSettings(50, 40, 500),
                                        new TlsSettings(
                                                Optional.of(Path.of("/etc/nucleus/tls.crt")),
                                                Optional.of(Path.of("/etc/nucleus/tls.key"))),
                                        true,
                                        List.of("https://a.example", "https://b.example")),
                                new AppendSettings(
                                        Duration.ofMillis(7),
                                        "zstd",
                                        32 << 10,
                                        Duration.ofSeconds(3)),
                                new SpoolSettings(16L << 20),
                                new WebhookSettings(
                                        Duration.ofSeconds(10),
                                        Duration.ofMinutes(2),
                                        "http://127.0.0.1:1",
                                        5 << 20,
                                        List.of(AddressBlock.of("10.1.0.0/16"))),
                                12,
                                new PullSettings(
                                        List.of(
                                                new PullPoint(
                                                        "canvas",
                                                        "lms-1",
                                                        new PullPoint.Queue(
                                                                "https://sqs.example/1/q"),
                                                        Optional.of("eu-central-1"),
                                                        Optional.empty()))),
                                new UploadSettings(
                                        "large-files",
                                        "in/",
                                        new AwsAddress(
                                                Optional.of("eu-central-1"),
                                                Optional.of(URI.create("https://s3.example"))),
                                        Optional.of("https://sqs.example/1/large-files"),
                                        Duration.ofSeconds(30),
                                        Duration.ofMinutes(15),
                                        1L << 30,
                                        false,
                                        false)));
        assertThat(new HashSet<>(ALL_KEYS.keySet()))
                .containsExactlyInAnyOrderElementsOf(
                        CollectorSettings.GROUP.settings().stream().map(Setting::key).toList());
    }

    @Test
    void refusesACompressionKafkaDoesNotKnow() {
        SettingsLoader loader = new SettingsLoader(List.of(CollectorSettings.GROUP), Map.of());

        assertThat(loader.load(Map.of("collector.producer.compression", "rar"), Map.of(), Map.of()))
                .isInstanceOf(SettingsLoader.Invalid.class)
                .asString()
                .contains("collector.producer.compression");
    }

    @Test
    void refusesWhatNoBucketOrSignatureCanBe() {
        SettingsLoader loader = new SettingsLoader(List.of(CollectorSettings.GROUP), Map.of());
        Map<String, String> wrong =
                Map.of(
                        "collector.uploads.bucket", "Large_Files",
                        "collector.uploads.prefix", "/in",
                        "collector.uploads.endpoint", "https://key:secret@s3.example",
                        "collector.uploads.expiry", "8d");

        SettingsLoader.Invalid refused =
                (SettingsLoader.Invalid) loader.load(wrong, Map.of(), Map.of());

        assertThat(refused.problems()).hasSize(4);
        assertThat(wrong.keySet())
                .allSatisfy(key -> assertThat(refused.problems().toString()).contains(key));
    }

    private static CollectorSettings load(Map<String, String> given) {
        SettingsLoader loader = new SettingsLoader(List.of(CollectorSettings.GROUP), Map.of());
        return switch (loader.load(given, Map.of(), Map.of())) {
            case SettingsLoader.Loaded loaded -> CollectorSettings.from(loaded.settings());
            case SettingsLoader.Invalid invalid ->
                    throw new AssertionError(invalid.problems().toString());
        };
    }
}
