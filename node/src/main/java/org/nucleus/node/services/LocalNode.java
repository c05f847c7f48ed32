package org.nucleus.node.services;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.nucleus.admin.AdminService;
import org.nucleus.collector.CollectorService;
import org.nucleus.node.broker.EmbeddedBroker;
import org.nucleus.node.data.DataFolder;
import org.nucleus.node.data.RunningNode;
import org.nucleus.node.firstrun.Credentials;
import org.nucleus.node.firstrun.FirstRun;
import org.nucleus.node.logs.Logs;
import org.nucleus.node.settings.NodeSettings;
import org.nucleus.runtime.DiskSpace;
import org.nucleus.runtime.ManagementServer;
import org.nucleus.runtime.ManagementSettings;
import org.nucleus.runtime.RetriedService;
import org.nucleus.runtime.Service;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.ServiceGroup;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.net.OutboundHosts;
import org.nucleus.runtime.secret.NodeKey;
import org.nucleus.runtime.secret.NodeKeySettings;
import org.nucleus.runtime.settings.Settings;
import org.nucleus.runtime.sink.CopyId;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The whole house in this process. The door opens last and closes first, so that what was taken in
 * can still flow through; it opens also where the processor or the exporter cannot start, which are
 * tried again.
 */
public final class LocalNode implements Running {
    private final DataFolder folder;
    private final PrometheusMeterRegistry metrics;
    private final FirstRun firstRun;
    private final CollectorService collector;
    private final AdminService adminApi;
    private final ServiceGroup services;
    private final ManagementServer management;
    private final KafkaSettings kafka;

    private LocalNode(
            DataFolder folder, Settings settings, Clock clock, Consumer<String> lastWords) {
        this.folder = folder;
        this.metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        Optional<EmbeddedBroker> broker = broker(folder, settings, lastWords);
        KafkaSettings given = KafkaSettings.from(settings);
        this.kafka = broker.map(own -> own.settings(given)).orElse(given);
        NodeKey nodeKey = NodeKeySettings.from(settings).key(folder.path());
        DiskSpace disk = DiskSpace.of(folder.path(), NodeSettings.from(settings).leastFreeBytes());
        ServiceContext context =
                new ServiceContext(
                        kafka,
                        folder.path(),
                        metrics,
                        clock,
                        nodeKey,
                        OutboundHosts.from(settings),
                        disk);
        this.firstRun = new FirstRun(kafka, folder.path(), nodeKey);
        this.adminApi = House.adminApi(settings, context);
        this.collector =
                House.collector(
                        settings, broker.isPresent() ? context : context.on(DiskSpace.unbounded()));
        List<Service> inOrder = new ArrayList<>();
        inOrder.add(new DiskWatch(disk));
        broker.ifPresent(inOrder::add);
        inOrder.add(firstRun);
        inOrder.add(retried("exporter-lake", settings, context));
        inOrder.add(retried("processor", settings, context));
        inOrder.add(adminApi);
        inOrder.add(collector);
        this.services = new ServiceGroup(inOrder);
        this.management =
                new ManagementServer(
                        ManagementSettings.from(settings),
                        services::checks,
                        metrics,
                        CopyId.of(folder.path()));
    }

    /** What accepting events does not need; wrong settings still stop the start. */
    private static Service retried(String name, Settings settings, ServiceContext context) {
        Supplier<Service> make = () -> House.service(name, settings, context).orElseThrow();
        return new RetriedService(make.get(), make);
    }

    private static List<Ports.Port> ports(Settings settings) {
        List<Ports.Port> ports = new ArrayList<>(House.ports(settings));
        if (hasOwnBroker(settings)) {
            ports.add(
                    new Ports.Port(
                            "kafka.embedded.port",
                            EmbeddedBroker.HOST,
                            NodeSettings.from(settings).brokerPort()));
        }
        return ports;
    }

    private static boolean hasOwnBroker(Settings settings) {
        return KafkaSettings.from(settings).bootstrapServers().isBlank();
    }

    private static Optional<EmbeddedBroker> broker(
            DataFolder folder, Settings settings, Consumer<String> lastWords) {
        if (!hasOwnBroker(settings)) {
            return Optional.empty();
        }
        int port = NodeSettings.from(settings).brokerPort();
        return Optional.of(EmbeddedBroker.at(folder.broker(), port, lastWords));
    }

    /**
     * Starts everything and returns when events are accepted: when all of it works, but for a
     * processor or an exporter that cannot start.
     *
     * @param lastWords gets one sentence before a full disk ends the process
     * @throws StartFailure with one sentence; nothing is left running then
     */
    public static LocalNode start(Settings settings, Clock clock, Consumer<String> lastWords) {
        NodeSettings own = NodeSettings.from(settings);
        if (hasOwnBroker(settings)) {
            EmbeddedBroker.requireUsable(own.dataDir());
        }
        DataFolder folder = DataFolder.own(own.dataDir(), own.leastFreeBytes());
        LocalNode node;
        try {
            Ports.requireFree(ports(settings));
            Logs.toFile(folder.logFile(), CopyId.of(folder.path()));
            node = new LocalNode(folder, settings, clock, lastWords);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        try {
            node.start();
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    private void start() {
        management.start();
        services.start();
        try {
            doors().announce(folder.path());
        } catch (IOException e) {
            throw new StartFailure(
                    "data folder %s cannot be written: %s"
                            .formatted(folder.path(), Failures.reason(e)),
                    e);
        }
    }

    /** Where it can be reached. */
    public RunningNode doors() {
        return new RunningNode(
                ProcessHandle.current().pid(),
                collector.port(),
                adminApi.port(),
                management.port(),
                kafka.bootstrapServers());
    }

    /** Credentials that this start made; empty on every later one. */
    public Optional<Credentials> made() {
        return firstRun.made();
    }

    /** The folder it keeps everything in. */
    public Path dataDir() {
        return folder.path();
    }

    @Override
    public Map<String, Health> checks() {
        return services.checks();
    }

    @Override
    public Counts counts() {
        return Counts.of(metrics);
    }

    @Override
    public void close() {
        services.close();
        management.close();
        try {
            RunningNode.withdraw(folder.path());
        } catch (IOException e) {
            throw new UncheckedIOException("node.json cannot be removed", e);
        } finally {
            folder.close();
        }
    }
}
