package org.nucleus.admin.sources;

import org.nucleus.admin.config.Outcome;
import org.nucleus.admin.json.Members;
import org.nucleus.model.Credential;
import org.nucleus.model.Scheme;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.Violation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** What becomes of a source whose secrets are changed; stores nothing. */
final class SecretChanges {
    private static final int MOST_OVERLAP_SECONDS = (int) Duration.ofDays(30).toSeconds();
    private static final int USUAL_OVERLAP_SECONDS = (int) Duration.ofDays(1).toSeconds();
    private static final String LABEL = "label";
    private static final String LABEL_RULE =
            "1 to 64 letters, digits, '.', '_', '-', the first a letter or digit";
    private static final String SECRET = "secret";
    private static final byte[] NOTHING = {'{', '}'};

    private final Supplier<List<Source>> sources;
    private final Secrets secrets;
    private final Clock clock;

    SecretChanges(Supplier<List<Source>> sources, Secrets secrets, Clock clock) {
        this.sources = sources;
        this.secrets = secrets;
        this.clock = clock;
    }

    /** See {@link Sources#rotate}. */
    Outcome<Source> rotate(Source source, byte[] body) {
        Members members =
                Members.of(body.length == 0 ? NOTHING : body).only("overlapSeconds", SECRET, LABEL);
        int overlap =
                members.count("overlapSeconds", 0, MOST_OVERLAP_SECONDS)
                        .orElse(USUAL_OVERLAP_SECONDS);
        Optional<String> asked = members.text(LABEL, Credential::isLabel, LABEL_RULE);
        Optional<String> given = members.text(SECRET, Secrets::isUsable, Secrets.RULE);
        if (!members.violations().isEmpty()) {
            return new Outcome.Invalid<>(members.violations());
        }
        String label = asked.orElseGet(() -> usualLabel(source));
        Instant now = clock.instant();
        if (source.scheme().keeps() != Scheme.Keeps.NOTHING && !hasLabel(source, label)) {
            return new Outcome.Conflict<>("the source has no secret of the label " + label);
        }
        return make(
                source, given, label, kept -> source.rotated(kept, now, now.plusSeconds(overlap)));
    }

    /** See {@link Sources#addSecret}. */
    Outcome<Source> add(Source source, byte[] body) {
        Members members = Members.of(body).only(LABEL, SECRET);
        Optional<String> label = members.requiredText(LABEL, Credential::isLabel, LABEL_RULE);
        Optional<String> given = members.text(SECRET, Secrets::isUsable, Secrets.RULE);
        if (!members.violations().isEmpty()) {
            return new Outcome.Invalid<>(members.violations());
        }
        if (hasLabel(source, label.orElseThrow())) {
            return new Outcome.Conflict<>(
                    "the source has a secret of this label already; rotate it, or choose another"
                            + " label");
        }
        if (source.labels().size() >= Source.MOST_LABELS) {
            return new Outcome.Conflict<>(
                    "a source has at most " + Source.MOST_LABELS + " secrets; remove one first");
        }
        return make(source, given, label.get(), source::with);
    }

    /** See {@link Sources#removeSecret}. */
    Outcome<Source> remove(Source source, String labelOrFingerprint) {
        if (source.state() == Source.State.REVOKED) {
            return Sources.revoked();
        }
        if (source.credentials().stream()
                .noneMatch(
                        one ->
                                one.label().equals(labelOrFingerprint)
                                        || one.fingerprint().equals(labelOrFingerprint))) {
            return new Outcome.UnknownSecret<>();
        }
        Optional<Source> left = source.without(labelOrFingerprint);
        if (left.isEmpty()) {
            return new Outcome.Conflict<>(
                    "it is the last secret in use; add another first, or revoke the source");
        }
        return new Outcome.Done<>(left.get());
    }

    /** What a source becomes with a new secret. */
    private interface Change {
        Source of(Credential kept);
    }

    private Outcome<Source> make(
            Source source, Optional<String> given, String label, Change change) {
        if (source.state() == Source.State.REVOKED) {
            return Sources.revoked();
        }
        if (isTaken(source.id(), source.scheme(), given)) {
            return secretTaken();
        }
        String secret = given.orElseGet(secrets::make);
        Optional<Credential> kept = secrets.keep(source.id(), source.scheme(), secret);
        if (kept.isEmpty()) {
            return new Outcome.Conflict<>(
                    "a source of scheme " + source.scheme() + " has no secret");
        }
        Source changed = change.of(kept.get().labelled(label));
        return new Outcome.Made<>(changed, given.isPresent() ? "" : secret);
    }

    /** Whether a bearer of this secret could be another source. */
    boolean isTaken(String id, Scheme scheme, Optional<String> secret) {
        if (scheme != Scheme.SECRET || secret.isEmpty()) {
            return false;
        }
        SecretHash hash = SecretHash.of(secret.get());
        return sources.get().stream()
                .filter(other -> other.scheme() == Scheme.SECRET && !other.id().equals(id))
                .flatMap(other -> other.credentials().stream())
                .anyMatch(
                        credential ->
                                credential instanceof Credential.Hashed hashed
                                        && hashed.hash().equals(hash));
    }

    static Outcome<Source> secretTaken() {
        return new Outcome.Invalid<>(
                List.of(
                        new Violation(
                                "/secret",
                                "source.secret",
                                "another source has this secret; a bearer of it could be either")));
    }

    private static boolean hasLabel(Source source, String label) {
        return source.labels().contains(label);
    }

    /** The first one's, or the only one's where that was removed. */
    private static String usualLabel(Source source) {
        return source.labels().size() == 1
                ? source.labels().iterator().next()
                : Credential.DEFAULT_LABEL;
    }
}
