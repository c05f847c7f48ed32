package org.nucleus.node.services;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.nucleus.admin.AdminService;
import org.nucleus.collector.CollectorService;
import org.nucleus.node.data.DataFolder;
import org.nucleus.node.data.RunningNode;
import org.nucleus.node.logs.Logs;
import org.nucleus.node.settings.NodeSettings;
import org.nucleus.runtime.DiskSpace;
import org.nucleus.runtime.ManagementServer;
import org.nucleus.runtime.ManagementSettings;
import org.nucleus.runtime.Service;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.ServiceGroup;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.net.OutboundHosts;
import org.nucleus.runtime.secret.NodeKeySettings;
import org.nucleus.runtime.settings.Settings;
import org.nucleus.runtime.sink.CopyId;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** One service of the house alone in this process, over a cluster that others share. */
public final class SingleService implements Running {
    private final DataFolder folder;
    private final KafkaSettings kafka;
    private final PrometheusMeterRegistry metrics;
    private final Service service;
    private final ServiceGroup services;
    private final ManagementServer management;

    private SingleService(String name, DataFolder folder, Settings settings, Clock clock) {
        this.folder = folder;
        DiskSpace disk = DiskSpace.of(folder.path(), NodeSettings.from(settings).leastFreeBytes());
        this.metrics = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        this.kafka = KafkaSettings.from(settings);
        ServiceContext context =
                new ServiceContext(
                        kafka,
                        folder.path(),
                        metrics,
                        clock,
                        NodeKeySettings.from(settings).key(folder.path()),
                        OutboundHosts.from(settings),
                        name.equals("collector") ? DiskSpace.unbounded() : disk);
        this.service =
                House.service(name, settings, context)
                        .orElseThrow(() -> new StartFailure("there is no service " + name));
        this.services = new ServiceGroup(List.of(new DiskWatch(disk), service));
        this.management =
                new ManagementServer(
                        ManagementSettings.from(settings),
                        services::checks,
                        metrics,
                        CopyId.of(folder.path()));
    }

    /**
     * Starts the service and returns when it works.
     *
     * @param name one of {@link House#SERVICES}
     * @throws StartFailure with one sentence; nothing is left running then
     */
    public static SingleService start(String name, Settings settings, Clock clock) {
        NodeSettings node = NodeSettings.from(settings);
        DataFolder folder = DataFolder.own(node.dataDir(), node.leastFreeBytes());
        SingleService single;
        try {
            Logs.toOutput(CopyId.of(folder.path()));
            single = new SingleService(name, folder, settings, clock);
        } catch (RuntimeException e) {
            folder.close();
            throw e;
        }
        try {
            single.management.start();
            single.services.start();
            single.announce();
            return single;
        } catch (RuntimeException e) {
            single.close();
            throw e;
        }
    }

    private void announce() {
        try {
            new RunningNode(
                            ProcessHandle.current().pid(),
                            service instanceof CollectorService collector ? collector.port() : 0,
                            service instanceof AdminService adminApi ? adminApi.port() : 0,
                            management.port(),
                            kafka.bootstrapServers())
                    .announce(folder.path());
        } catch (IOException e) {
            throw new StartFailure(
                    "data folder %s cannot be written: %s"
                            .formatted(folder.path(), Failures.reason(e)),
                    e);
        }
    }

    /** The port of its way in, where it has one. */
    public OptionalInt port() {
        return switch (service) {
            case CollectorService collector -> OptionalInt.of(collector.port());
            case AdminService adminApi -> OptionalInt.of(adminApi.port());
            default -> OptionalInt.empty();
        };
    }

    /** The port of health and metrics. */
    public int managementPort() {
        return management.port();
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
