package org.nucleus.admin;

import org.nucleus.admin.auth.Administrators;
import org.nucleus.admin.config.ConfigStore;
import org.nucleus.admin.http.AdminServer;
import org.nucleus.admin.http.Api;
import org.nucleus.admin.sources.Sources;
import org.nucleus.admin.tenants.Tenants;
import org.nucleus.model.Source;
import org.nucleus.model.Tenant;
import org.nucleus.model.Topic;
import org.nucleus.model.User;
import org.nucleus.model.UserCodec;
import org.nucleus.runtime.Service;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.kafka.TopicView;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.runtime.kafka.Versioned;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The admin API as a service: changes configuration on the log, where all other services read it.
 * Of several copies on one log none overwrites what another has changed.
 */
public final class AdminService implements Service {
    private static final Logger log = LoggerFactory.getLogger(AdminService.class);

    private final AdminSettings settings;
    private final ServiceContext context;
    private ConfigStore<Tenant> tenants;
    private TopicView<User> users;
    private ConfigStore<Source> sources;
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
        tenants = Tenants.store(context.kafka());
        users = TopicView.open(context.kafka(), Topic.CONFIG_USERS, UserCodec::decode);
        sources = Sources.store(context.kafka());
        Sources everySource = new Sources(sources, this::activeTenants, context);
        server =
                new AdminServer(
                        settings.http(),
                        new Administrators(() -> users.entries().values()),
                        new Api(everySource, new Tenants(tenants, everySource)));
        server.start();
        log.atInfo().addKeyValue("port", server.port()).log("Admin API listens");
    }

    private Set<String> activeTenants() {
        return tenants.all().values().stream()
                .map(Versioned::value)
                .filter(tenant -> tenant.state() == Tenant.State.ACTIVE)
                .map(Tenant::id)
                .collect(Collectors.toSet());
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
        for (Health part :
                List.of(server.check(), sources.check(), users.check(), tenants.check())) {
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
        if (sources != null) {
            sources.close();
        }
        if (users != null) {
            users.close();
        }
        if (tenants != null) {
            tenants.close();
        }
    }
}
