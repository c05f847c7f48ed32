package org.nucleus.node.services;

import org.nucleus.admin.AdminService;
import org.nucleus.admin.AdminSettings;
import org.nucleus.collector.CollectorService;
import org.nucleus.collector.CollectorSettings;
import org.nucleus.exporter.lake.LakeExporterService;
import org.nucleus.exporter.lake.LakeSettings;
import org.nucleus.node.settings.NodeSettings;
import org.nucleus.processor.ProcessorService;
import org.nucleus.processor.ProcessorSettings;
import org.nucleus.runtime.ManagementSettings;
import org.nucleus.runtime.Service;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.net.OutboundHosts;
import org.nucleus.runtime.secret.NodeKeySettings;
import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;

import java.util.List;
import java.util.Optional;

/** Every service there is and everything that can be set: the one list of both. */
public final class House {
    /** Names of the services, in the order of the flow. */
    public static final List<String> SERVICES =
            List.of("collector", "processor", "exporter-lake", "admin-api");

    /** Everything that can be set, in the order of the reference. */
    public static final List<SettingGroup> SETTINGS =
            List.of(
                    NodeSettings.GROUP,
                    NodeKeySettings.GROUP,
                    OutboundHosts.GROUP,
                    KafkaSettings.GROUP,
                    CollectorSettings.GROUP,
                    ProcessorSettings.GROUP,
                    LakeSettings.GROUP,
                    AdminSettings.GROUP,
                    ManagementSettings.GROUP);

    private House() {}

    /** The ports of everything that a whole node opens but its broker. */
    static List<Ports.Port> ports(Settings settings) {
        CollectorSettings collector = CollectorSettings.from(settings);
        AdminSettings admin = AdminSettings.from(settings);
        ManagementSettings management = ManagementSettings.from(settings);
        return List.of(
                new Ports.Port(
                        "collector.http.port", collector.http().host(), collector.http().port()),
                new Ports.Port("admin.http.port", admin.http().host(), admin.http().port()),
                new Ports.Port("management.http.port", management.host(), management.port()));
    }

    static Optional<Service> service(String name, Settings settings, ServiceContext context) {
        return switch (name) {
            case "collector" -> Optional.of(collector(settings, context));
            case "processor" -> Optional.of(processor(settings, context));
            case "exporter-lake" -> Optional.of(exporterLake(settings, context));
            case "admin-api" -> Optional.of(adminApi(settings, context));
            default -> Optional.empty();
        };
    }

    static CollectorService collector(Settings settings, ServiceContext context) {
        return new CollectorService(CollectorSettings.from(settings), context);
    }

    static ProcessorService processor(Settings settings, ServiceContext context) {
        return new ProcessorService(ProcessorSettings.from(settings), context);
    }

    static AdminService adminApi(Settings settings, ServiceContext context) {
        return new AdminService(AdminSettings.from(settings), context);
    }

    static LakeExporterService exporterLake(Settings settings, ServiceContext context) {
        return new LakeExporterService(LakeSettings.from(settings), context);
    }
}
