package org.nucleus.admin.sources;

import org.nucleus.admin.json.Members;
import org.nucleus.model.Credential;
import org.nucleus.model.Scheme;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Violation;
import org.nucleus.runtime.secret.NodeKey;

import java.time.Clock;
import java.time.Duration;
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
    private static final int MOST_OVERLAP_SECONDS = (int) Duration.ofDays(30).toSeconds();
    private static final int USUAL_OVERLAP_SECONDS = (int) Duration.ofDays(1).toSeconds();

    private final SourceStore store;
    private final Supplier<Set<String>> tenants;
    private final Secrets secrets;
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
        if (isTaken(asked.id(), asked.scheme(), asked.secret())) {
            return secretTaken();
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
        return new Outcome.Made(source, asked.secret().isPresent() ? "" : secret);
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
     * Gives a source a new secret; the one before stays good for an overlap.
     *
     * @param body empty, or JSON {@code {"overlapSeconds"?, "secret"?}}; without it a made secret
     *     and a day
     */
    public Outcome rotate(String id, byte[] body) {
        return change(id, source -> rotate(source, body));
    }

    private Outcome rotate(Source source, byte[] body) {
        Members members =
                Members.of(body.length == 0 ? new byte[] {'{', '}'} : body)
                        .only("overlapSeconds", "secret");
        int overlap =
                members.count("overlapSeconds", 0, MOST_OVERLAP_SECONDS)
                        .orElse(USUAL_OVERLAP_SECONDS);
        Optional<String> given = members.text("secret", Secrets::isUsable, Secrets.RULE);
        if (!members.violations().isEmpty()) {
            return new Outcome.Invalid(members.violations());
        }
        if (source.state() == Source.State.REVOKED) {
            return revoked();
        }
        if (isTaken(source.id(), source.scheme(), given)) {
            return secretTaken();
        }
        String secret = given.orElseGet(secrets::make);
        Optional<Credential> kept = secrets.keep(source.id(), source.scheme(), secret);
        if (kept.isEmpty()) {
            return new Outcome.Conflict("a source of scheme " + source.scheme() + " has no secret");
        }
        Instant now = clock.instant();
        Source rotated = source.rotated(kept.get(), now, now.plusSeconds(overlap));
        store.put(rotated);
        return new Outcome.Made(rotated, given.isPresent() ? "" : secret);
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

    /** Whether a bearer of this secret could be another source. */
    private boolean isTaken(String id, Scheme scheme, Optional<String> secret) {
        if (scheme != Scheme.SECRET || secret.isEmpty()) {
            return false;
        }
        SecretHash hash = SecretHash.of(secret.get());
        return store.all().values().stream()
                .filter(other -> other.scheme() == Scheme.SECRET && !other.id().equals(id))
                .flatMap(other -> other.credentials().stream())
                .anyMatch(
                        credential ->
                                credential instanceof Credential.Hashed hashed
                                        && hashed.hash().equals(hash));
    }

    private static Outcome secretTaken() {
        return new Outcome.Invalid(
                List.of(
                        new Violation(
                                "/secret",
                                "source.secret",
                                "another source has this secret; a bearer of it could be either")));
    }

    private static Outcome revoked() {
        return new Outcome.Conflict("the source is revoked, which is for ever; add another");
    }
}
