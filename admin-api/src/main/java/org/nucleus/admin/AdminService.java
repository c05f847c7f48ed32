package org.nucleus.admin;

import org.nucleus.admin.auth.Administrators;
import org.nucleus.admin.http.AdminServer;
import org.nucleus.admin.sources.SourceStore;
import org.nucleus.admin.sources.Sources;
import org.nucleus.model.Tenant;
import org.nucleus.model.TenantCodec;
import org.nucleus.model.Topic;
import org.nucleus.model.User;
import org.nucleus.model.UserCodec;
import org.nucleus.runtime.Service;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.TopicView;
import org.nucleus.runtime.kafka.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;

/**
 * The admin API as a service: changes configuration on the log, where all other services read it.
 * Of several copies on one log the last write to a source holds.
 */
public final class AdminService implements Service {
    private static final Logger log = LoggerFactory.getLogger(AdminService.class);

    private final AdminSettings settings;
    private final ServiceContext context;
    private TopicView<Tenant> tenants;
    private TopicView<User> users;
    private SourceStore store;
    private AdminServer server;

    public AdminService(AdminSettings settings, ServiceContext context) {
        this.settings = settings;
        this.context = context;
    }

    @Override
    public String name() {
        return "admin-api";
    }

    @Override
    public void start() {
        Topics.ensure(
                context.kafka(),
                List.of(Topic.CONFIG_TENANTS, Topic.CONFIG_SOURCES, Topic.CONFIG_USERS));
        tenants = TopicView.open(context.kafka(), Topic.CONFIG_TENANTS, TenantCodec::decode);
        users = TopicView.open(context.kafka(), Topic.CONFIG_USERS, UserCodec::decode);
        store = SourceStore.open(context.kafka());
        server =
                new AdminServer(
                        settings.http(),
                        new Administrators(() -> users.entries().values()),
                        new Sources(store, () -> tenants.entries().keySet(), context));
        server.start();
        log.atInfo().addKeyValue("port", server.port()).log("Admin API listens");
    }

    /** Where it listens, once started. */
    public int port() {
        return server.port();
    }

    @Override
    public Health check() {
        if (server == null) {
            return new Health.Down("the admin API has not started");
        }
        for (Health part : List.of(server.check(), store.check(), users.check(), tenants.check())) {
            if (part instanceof Health.Down) {
                return part;
            }
        }
        return Health.UP;
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        if (store != null) {
            store.close();
        }
        if (users != null) {
            users.close();
        }
        if (tenants != null) {
            tenants.close();
        }
    }
}
