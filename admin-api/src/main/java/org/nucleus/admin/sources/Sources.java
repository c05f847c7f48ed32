package org.nucleus.admin.sources;

import org.nucleus.admin.config.Changes;
import org.nucleus.admin.config.ConfigStore;
import org.nucleus.admin.config.Outcome;
import org.nucleus.admin.json.Members;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Topic;
import org.nucleus.runtime.ServiceContext;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.net.OutboundHosts;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * Everything that can be done with sources. Operations block until the log has what they change,
 * and come one after the other; each reads what the one before it wrote. What changes a source
 * takes which revisions of it the change is meant for.
 */
public final class Sources {
    private final Changes<Source> changes;
    private final Supplier<Set<String>> tenants;
    private final Secrets secrets;
    private final SecretChanges secretChanges;
    private final Clock clock;
    private final OutboundHosts outbound;

    /**
     * @param tenants ids of all that are active, at the moment of asking
     * @param context its clock, its node key, and the hosts that policies may name
     */
    public Sources(
            ConfigStore<Source> store, Supplier<Set<String>> tenants, ServiceContext context) {
        this.changes = new Changes<>(store, "a source");
        this.tenants = tenants;
        this.secrets = new Secrets(context.nodeKey());
        this.clock = context.clock();
        this.secretChanges = new SecretChanges(changes::all, secrets, clock);
        this.outbound = context.outbound();
    }

    /** Opens the store of all sources, on {@code config.sources}. */
    public static ConfigStore<Source> store(KafkaSettings kafka) {
        return ConfigStore.open(
                kafka,
                new ConfigStore.Kind<>(
                        Topic.CONFIG_SOURCES,
                        Source::id,
                        SourceCodec::encode,
                        SourceCodec::decode));
    }

    /** All of them, by id. */
    public List<Source> list() {
        return changes.all().stream().sorted(Comparator.comparing(Source::id)).toList();
    }

    /** The one of this id. */
    public Outcome<Source> find(String id) {
        return changes.find(id);
    }

    /** The moment that states of credentials are told for. */
    public Instant now() {
        return clock.instant();
    }

    /**
     * Makes a source.
     *
     * @param body JSON {@code {"id", "tenant"?, "format", "scheme"?, "secret"?, "policy"?}}
     */
    public Outcome<Source> add(byte[] body) {
        NewSource.Read read = NewSource.read(body, tenants.get(), outbound);
        return read.source()
                .map(asked -> changes.add(asked.id(), () -> made(asked)))
                .orElseGet(() -> new Outcome.Invalid<>(read.violations()));
    }

    private Outcome<Source> made(NewSource asked) {
        if (secretChanges.isTaken(asked.id(), asked.scheme(), asked.secret())) {
            return SecretChanges.secretTaken();
        }
        String secret =
                asked.scheme().keeps() == Scheme.Keeps.NOTHING
                        ? ""
                        : asked.secret().orElseGet(secrets::make);
        Source source =
                new Source(
                        asked.id(),
                        asked.tenant(),
                        asked.format(),
                        asked.scheme(),
                        secrets.keep(asked.id(), asked.scheme(), secret).stream().toList(),
                        Source.State.ACTIVE,
                        asked.policy());
        return new Outcome.Made<>(source, asked.secret().isPresent() ? "" : secret);
    }

    /**
     * Changes a policy.
     *
     * @param body JSON merge patch (RFC 7396) of {@code {"policy": {…}}}
     */
    public Outcome<Source> patch(String id, LongPredicate wanted, byte[] body) {
        return changes.change(id, wanted, source -> patch(source, body));
    }

    private Outcome<Source> patch(Source source, byte[] body) {
        Members members = Members.of(body).only("policy");
        Members policyMembers = members.object("policy");
        SourcePolicy policy = PolicyReader.read(policyMembers, source.policy());
        NewSource.checkPolicy(policyMembers, source.scheme(), policy, outbound);
        if (!members.violations().isEmpty()) {
            return new Outcome.Invalid<>(members.violations());
        }
        return source.state() == Source.State.REVOKED
                ? revoked()
                : new Outcome.Done<>(source.under(policy));
    }

    /**
     * Gives a source a new secret; the one of the same label before stays good for an overlap.
     *
     * @param body empty, or JSON {@code {"overlapSeconds"?, "secret"?, "label"?}}; without it a
     *     made secret, a day and the label of the first
     */
    public Outcome<Source> rotate(String id, LongPredicate wanted, byte[] body) {
        return changes.change(id, wanted, source -> secretChanges.rotate(source, body));
    }

    /**
     * Gives a source one more secret, of another label; any of them will do.
     *
     * @param body JSON {@code {"label", "secret"?}}; without a secret one is made
     */
    public Outcome<Source> addSecret(String id, LongPredicate wanted, byte[] body) {
        return changes.change(id, wanted, source -> secretChanges.add(source, body));
    }

    /** Takes away the secrets of a label, or the one of a fingerprint; one in use must be left. */
    public Outcome<Source> removeSecret(
            String id, LongPredicate wanted, String labelOrFingerprint) {
        return changes.change(
                id, wanted, source -> secretChanges.remove(source, labelOrFingerprint));
    }

    /** Takes nothing from a source until it is resumed; agents are told so. */
    public Outcome<Source> pause(String id, LongPredicate wanted) {
        return changes.change(id, wanted, source -> become(source, Source.State.PAUSED));
    }

    /** Takes from a paused source again. */
    public Outcome<Source> resume(String id, LongPredicate wanted) {
        return changes.change(id, wanted, source -> become(source, Source.State.ACTIVE));
    }

    /** Never takes anything from a source again; its id stays taken. */
    public Outcome<Source> revoke(String id, LongPredicate wanted) {
        return changes.change(id, wanted, source -> become(source, Source.State.REVOKED));
    }

    private Outcome<Source> become(Source source, Source.State state) {
        return source.state() == Source.State.REVOKED && state != Source.State.REVOKED
                ? revoked()
                : new Outcome.Done<>(source.in(state));
    }

    static Outcome<Source> revoked() {
        return new Outcome.Conflict<>("the source is revoked, which is for ever; add another");
    }
}
