package org.nucleus.collector;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.nucleus.collector.auth.SampleSources;
import org.nucleus.model.Format;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.Topic;
import org.nucleus.runtime.DiskSpace;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.runtime.net.OutboundHosts;
import org.nucleus.runtime.settings.SettingsLoader;
import org.nucleus.testkit.KafkaInJvm;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A collector on a real broker, with a tenant of its own and four sources: {@code <tenant>-xapi},
 * {@code -caliper}, {@code -paused} and {@code -revoked}, each with secret {@code s-<id>}.
 */
public final class RunningCollector implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(20);

    private final KafkaInJvm kafka;
    private final String tenant;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final CollectorService service;

    private RunningCollector(
            KafkaInJvm kafka,
            String tenant,
            Map<String, String> settings,
            Function<String, List<Source>> sources,
            DiskSpace disk) {
        this.kafka = kafka;
        this.tenant = tenant;
        Topics.ensure(kafka.settings(), List.of(Topic.CONFIG_SOURCES));
        List<Source> all = new ArrayList<>(sources.apply(tenant));
        all.add(source("xapi", Format.XAPI, Source.State.ACTIVE));
        all.add(source("caliper", Format.CALIPER, Source.State.ACTIVE));
        all.add(source("paused", Format.XAPI, Source.State.PAUSED));
        all.add(source("revoked", Format.XAPI, Source.State.REVOKED));
        put(all.toArray(Source[]::new));
        this.service =
                new CollectorService(
                        settings(settings),
                        new ServiceContext(
                                kafka.settings(),
                                Path.of("target", "collectors", tenant),
                                metrics,
                                Clock.systemUTC(),
                                SampleSources.NODE_KEY,
                                new OutboundHosts(Set.of("127.0.0.1")),
                                disk));
        service.start();
    }

    /** On the broker of this test JVM; {@code settings} are keys and values. */
    public static RunningCollector start(String... settings) {
        return on(KafkaInJvm.shared(), settings);
    }

    /** On a broker of the test's own. */
    public static RunningCollector on(KafkaInJvm kafka, String... settings) {
        return new RunningCollector(
                kafka, newTenant(), map(settings), ignored -> List.of(), DiskSpace.unbounded());
    }

    /** With more sources, made for the id of the tenant. */
    public static RunningCollector with(
            Function<String, List<Source>> sources, String... settings) {
        return with(DiskSpace.unbounded(), sources, settings);
    }

    /** With more sources, and a disk that may be full. */
    public static RunningCollector with(
            DiskSpace disk, Function<String, List<Source>> sources, String... settings) {
        return new RunningCollector(KafkaInJvm.shared(), newTenant(), map(settings), sources, disk);
    }

    private static Map<String, String> map(String... settings) {
        Map<String, String> given = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            given.put(settings[i], settings[i + 1]);
        }
        return given;
    }

    private static String newTenant() {
        return "t" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** Closes this one, and starts another for the same tenant on the same broker. */
    public RunningCollector restarted() {
        close();
        return new RunningCollector(
                kafka, tenant, Map.of(), ignored -> List.of(), DiskSpace.unbounded());
    }

    private static CollectorSettings settings(Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.putIfAbsent("collector.http.port", "0");
        all.putIfAbsent("collector.http.host", "127.0.0.1");
        SettingsLoader loader = new SettingsLoader(List.of(CollectorSettings.GROUP), Map.of());
        return switch (loader.load(all, Map.of(), Map.of())) {
            case SettingsLoader.Loaded loaded -> CollectorSettings.from(loaded.settings());
            case SettingsLoader.Invalid invalid ->
                    throw new IllegalArgumentException(invalid.problems().toString());
        };
    }

    /** One of this tenant's sources. */
    public Source source(String name, Format format, Source.State state) {
        String id = tenant + "-" + name;
        return Source.withSecret(id, tenant, format, SecretHash.of("s-" + id), state);
    }

    /** Registers or changes sources. */
    public void put(Source... sources) {
        kafka.append(
                Stream.of(sources)
                        .map(
                                source ->
                                        new ProducerRecord<>(
                                                Topic.CONFIG_SOURCES.name(),
                                                source.id().getBytes(StandardCharsets.UTF_8),
                                                SourceCodec.encode(source)))
                        .toList());
    }

    /** Puts records on the log, as another process would. */
    public void append(List<ProducerRecord<byte[], byte[]>> records) {
        kafka.append(records);
    }

    public CollectorService service() {
        return service;
    }

    public SimpleMeterRegistry metrics() {
        return metrics;
    }

    public String tenant() {
        return tenant;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + service.port() + path;
    }

    /** The Authorization header of one of the sources. */
    public String basic(String name) {
        String id = tenant + "-" + name;
        return "Basic "
                + Base64.getEncoder()
                        .encodeToString((id + ":s-" + id).getBytes(StandardCharsets.UTF_8));
    }

    /** The Authorization header of one of the sources. */
    public String bearer(String name) {
        return "Bearer s-" + tenant + "-" + name;
    }

    /** This tenant's records of a topic, once there are so many. */
    public List<ConsumerRecord<byte[], byte[]>> log(Topic topic, int atLeast) {
        long deadline = System.nanoTime() + SOON.toNanos();
        while (true) {
            List<ConsumerRecord<byte[], byte[]>> mine = new ArrayList<>();
            for (ConsumerRecord<byte[], byte[]> record : kafka.read(topic, 0, SOON)) {
                String key = new String(record.key(), StandardCharsets.UTF_8);
                if (key.equals(tenant) || key.startsWith(tenant + "|")) {
                    mine.add(record);
                }
            }
            if (mine.size() >= atLeast || System.nanoTime() > deadline) {
                return mine;
            }
        }
    }

    @Override
    public void close() {
        service.close();
    }
}
