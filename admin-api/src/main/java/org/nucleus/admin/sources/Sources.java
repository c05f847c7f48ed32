package org.nucleus.admin.sources;

import org.nucleus.admin.json.Members;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;
import org.nucleus.runtime.secret.NodeKey;

import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Everything that can be done with sources. Operations block until the log has what they change,
 * and come one after the other; each reads what the one before it wrote.
 */
public final class Sources {
    private final SourceStore store;
    private final Supplier<Set<String>> tenants;
    private final Secrets secrets;
    private final SecretChanges changes;
    private final Clock clock;
    private final ReentrantLock changing = new ReentrantLock();

    /**
     * @param tenants ids of all there are, at the moment of asking
     * @param nodeKey what secrets are sealed with
     */
    public Sources(SourceStore store, Supplier<Set<String>> tenants, NodeKey nodeKey, Clock clock) {
        this.store = store;
        this.tenants = tenants;
        this.secrets = new Secrets(nodeKey);
        this.changes = new SecretChanges(store, secrets, clock);
        this.clock = clock;
    }

    /** All of them, by id. */
    public List<Source> list() {
        return store.all().values().stream().sorted(Comparator.comparing(Source::id)).toList();
    }

    /** The one of this id. */
    public Outcome find(String id) {
        return Optional.ofNullable(store.all().get(id))
                .<Outcome>map(Outcome.Done::new)
                .orElseGet(Outcome.Unknown::new);
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
    public Outcome add(byte[] body) {
        NewSource.Read read = NewSource.read(body, tenants.get());
        return read.source()
                .map(asked -> alone(() -> add(asked)))
                .orElseGet(() -> new Outcome.Invalid(read.violations()));
    }

    private Outcome add(NewSource asked) {
        if (store.all().containsKey(asked.id())) {
            return new Outcome.Conflict("there is a source of this id already");
        }
        if (changes.isTaken(asked.id(), asked.scheme(), asked.secret())) {
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
        store.put(source);
        return new Outcome.Made(source, secret);
    }

    /**
     * Changes a policy.
     *
     * @param body JSON merge patch (RFC 7396) of {@code {"policy": {…}}}
     */
    public Outcome patch(String id, byte[] body) {
        return change(id, source -> patch(source, body));
    }

    private Outcome patch(Source source, byte[] body) {
        Members members = Members.of(body).only("policy");
        Members policyMembers = members.object("policy");
        SourcePolicy policy = PolicyReader.read(policyMembers, source.policy());
        NewSource.checkPolicy(policyMembers, source.scheme(), policy);
        if (!members.violations().isEmpty()) {
            return new Outcome.Invalid(members.violations());
        }
        return source.state() == Source.State.REVOKED
                ? revoked()
                : store(source, source.under(policy));
    }

    /**
     * Gives a source a new secret; the one of the same label before stays good for an overlap.
     *
     * @param body empty, or JSON {@code {"overlapSeconds"?, "secret"?, "label"?}}; without it a
     *     made secret, a day and the label of the first
     */
    public Outcome rotate(String id, byte[] body) {
        return change(id, source -> changes.rotate(source, body));
    }

    /**
     * Gives a source one more secret, of another label; any of them will do.
     *
     * @param body JSON {@code {"label", "secret"?}}; without a secret one is made
     */
    public Outcome addSecret(String id, byte[] body) {
        return change(id, source -> changes.add(source, body));
    }

    /** Takes away the secrets of a label, or the one of a fingerprint; one in use must be left. */
    public Outcome removeSecret(String id, String labelOrFingerprint) {
        return change(id, source -> changes.remove(source, labelOrFingerprint));
    }

    /** Takes nothing from a source until it is resumed; agents are told so. */
    public Outcome pause(String id) {
        return change(id, source -> become(source, Source.State.PAUSED));
    }

    /** Takes from a paused source again. */
    public Outcome resume(String id) {
        return change(id, source -> become(source, Source.State.ACTIVE));
    }

    /** Never takes anything from a source again; its id stays taken. */
    public Outcome revoke(String id) {
        return change(id, source -> become(source, Source.State.REVOKED));
    }

    private Outcome become(Source source, Source.State state) {
        return source.state() == Source.State.REVOKED && state != Source.State.REVOKED
                ? revoked()
                : store(source, source.in(state));
    }

    private Outcome store(Source before, Source after) {
        if (!after.equals(before)) {
            store.put(after);
        }
        return new Outcome.Done(after);
    }

    private Outcome change(String id, Function<Source, Outcome> operation) {
        return alone(
                () ->
                        Optional.ofNullable(store.all().get(id))
                                .map(operation)
                                .orElseGet(Outcome.Unknown::new));
    }

    private Outcome alone(Supplier<Outcome> operation) {
        changing.lock();
        try {
            return operation.get();
        } finally {
            changing.unlock();
        }
    }

    static Outcome revoked() {
        return new Outcome.Conflict("the source is revoked, which is for ever; add another");
    }
}
