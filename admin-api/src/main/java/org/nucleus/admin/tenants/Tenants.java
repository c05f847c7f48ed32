package org.nucleus.admin.tenants;

import org.nucleus.admin.config.Changes;
import org.nucleus.admin.config.ConfigStore;
import org.nucleus.admin.config.Outcome;
import org.nucleus.admin.json.Members;
import org.nucleus.admin.sources.Sources;
import org.nucleus.model.Source;
import org.nucleus.model.Tenant;
import org.nucleus.model.TenantCodec;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.KafkaSettings;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;

/**
 * Everything that can be done with tenants. Operations block until the log has what they change.
 * Who retires a tenant revokes its sources with it, so that nothing more comes in for it; what it
 * sent before stays.
 */
public final class Tenants {
    private static final LongPredicate WHATEVER = revision -> true;

    private final Changes<Tenant> changes;
    private final Sources sources;

    /**
     * @param sources those of all tenants
     */
    public Tenants(ConfigStore<Tenant> store, Sources sources) {
        this.changes = new Changes<>(store, "a tenant");
        this.sources = sources;
    }

    /** Opens the store of all tenants, on {@code config.tenants}. */
    public static ConfigStore<Tenant> store(KafkaSettings kafka) {
        return ConfigStore.open(
                kafka,
                new ConfigStore.Kind<>(
                        Topic.CONFIG_TENANTS,
                        Tenant::id,
                        TenantCodec::encode,
                        TenantCodec::decode));
    }

    /** All of them, by id. */
    public List<Tenant> list() {
        return changes.all().stream().sorted(Comparator.comparing(Tenant::id)).toList();
    }

    /** The one of this id. */
    public Outcome<Tenant> find(String id) {
        return changes.find(id);
    }

    /**
     * Makes a tenant.
     *
     * @param body JSON {@code {"id", "name", "zone"?, "locale"?}}
     */
    public Outcome<Tenant> add(byte[] body) {
        Members members = Members.of(body).only("id", "name", "zone", "locale");
        Optional<String> id =
                members.requiredText(
                        "id",
                        Tenant::isId,
                        "1 to 63 lower-case letters, digits and '-', the first no '-'");
        Optional<String> name =
                members.requiredText("name", TenantMembers::isName, TenantMembers.NAME_RULE);
        if (id.isEmpty() || name.isEmpty()) {
            return new Outcome.Invalid<>(members.violations());
        }
        Tenant tenant = TenantMembers.read(members, new Tenant(id.get(), name.get()));
        return members.violations().isEmpty()
                ? changes.add(tenant.id(), () -> new Outcome.Done<>(tenant))
                : new Outcome.Invalid<>(members.violations());
    }

    /**
     * Changes a tenant.
     *
     * @param wanted revisions that the change is meant for
     * @param body JSON merge patch (RFC 7396) of {@code {"name", "zone", "locale"}}
     */
    public Outcome<Tenant> patch(String id, LongPredicate wanted, byte[] body) {
        return changes.change(
                id,
                wanted,
                tenant -> {
                    Members members = Members.of(body).only("name", "zone", "locale");
                    Tenant changed = TenantMembers.read(members, tenant);
                    if (!members.violations().isEmpty()) {
                        return new Outcome.Invalid<>(members.violations());
                    }
                    return tenant.state() == Tenant.State.RETIRED
                            ? new Outcome.Conflict<>(
                                    "the tenant is retired, which is for ever; add another")
                            : new Outcome.Done<>(changed);
                });
    }

    /**
     * Takes nothing for a tenant any more: no source can be added for it from here on, and all that
     * it has are revoked. To be repeated where the log fails in between.
     *
     * @param wanted revisions that the change is meant for
     */
    public Outcome<Tenant> retire(String id, LongPredicate wanted) {
        Outcome<Tenant> outcome =
                changes.change(id, wanted, tenant -> new Outcome.Done<>(tenant.retired()));
        if (outcome instanceof Outcome.Done<Tenant>) {
            for (Source source : sources.list()) {
                if (source.tenant().equals(id) && source.state() != Source.State.REVOKED) {
                    sources.revoke(source.id(), WHATEVER);
                }
            }
        }
        return outcome;
    }
}
