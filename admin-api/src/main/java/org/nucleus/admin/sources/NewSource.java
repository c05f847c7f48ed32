package org.nucleus.admin.sources;

import org.nucleus.admin.json.Members;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Violation;
import org.nucleus.runtime.net.OutboundHosts;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A source as asked for.
 *
 * @param secret as given; empty where one is to be made
 */
record NewSource(
        String id,
        String tenant,
        Format format,
        Scheme scheme,
        Optional<String> secret,
        SourcePolicy policy) {
    /** What agents send; {@link Format#NUCLEUS} comes from partner nodes. */
    static final List<Format> FORMATS =
            Arrays.stream(Format.values()).filter(format -> format != Format.NUCLEUS).toList();

    /** What a body came to: either the source, or why not. */
    record Read(Optional<NewSource> source, List<Violation> violations) {}

    /**
     * Reads and checks a body.
     *
     * @param tenants ids of all there are; of one alone the body need not name it
     * @param outbound hosts that the policy may name
     */
    static Read read(byte[] body, Set<String> tenants, OutboundHosts outbound) {
        Members members =
                Members.of(body).only("id", "tenant", "format", "scheme", "secret", "policy");
        Optional<String> id =
                members.requiredText(
                        "id",
                        Source::isId,
                        "1 to 128 letters, digits, '.', '_' and '-', the first a letter or digit");
        Optional<String> tenant =
                members.text(
                        "tenant",
                        tenants::contains,
                        "an active tenant of this node; './nucleus tenants list' shows them, and"
                                + " './nucleus tenants add' adds one");
        if (tenant.isEmpty() && !members.has("tenant")) {
            tenant = tenants.stream().findFirst().filter(only -> tenants.size() == 1);
            if (tenant.isEmpty()) {
                members.note("tenant", "json.required", "must be there: tenants are many or none");
            }
        }
        Optional<Format> format = members.requiredConstant("format", FORMATS);
        Optional<Scheme> scheme = members.constant("scheme", List.of(Scheme.values()));
        Optional<String> secret = members.text("secret", Secrets::isUsable, Secrets.RULE);
        Members policyMembers = members.object("policy");
        SourcePolicy policy = PolicyReader.read(policyMembers, SourcePolicy.PLAIN);
        if (id.isEmpty() || tenant.isEmpty() || format.isEmpty()) {
            return new Read(Optional.empty(), members.violations());
        }
        NewSource asked =
                new NewSource(
                        id.get(),
                        tenant.get(),
                        format.get(),
                        scheme.orElse(Scheme.usual(format.get())),
                        secret,
                        policy);
        asked.check(members, policyMembers, outbound);
        List<Violation> violations = members.violations();
        return new Read(violations.isEmpty() ? Optional.of(asked) : Optional.empty(), violations);
    }

    private void check(Members members, Members policyMembers, OutboundHosts outbound) {
        if (!scheme.fits(format)) {
            members.note(
                    "scheme",
                    "source.scheme",
                    "a source of format " + format + " cannot have scheme " + scheme);
        }
        if (secret.isPresent() && scheme.keeps() == Scheme.Keeps.NOTHING) {
            members.note("secret", "source.secret", "scheme " + scheme + " has no secret");
        }
        checkPolicy(policyMembers, scheme, policy, outbound);
    }

    /** Notes what a scheme needs of a policy and does not find, and what it has no use for. */
    static void checkPolicy(
            Members members, Scheme scheme, SourcePolicy policy, OutboundHosts outbound) {
        if (members.has("jwksUrl")
                && policy.jwksUrl().filter(url -> isForbidden(url, outbound)).isPresent()) {
            members.note(
                    "jwksUrl",
                    "source.jwks-url",
                    "its host is not on the public internet; the setting outbound.allowed.hosts"
                            + " can allow it");
        }
        if (scheme == Scheme.JWKS && policy.jwksUrl().isEmpty()) {
            members.note("jwksUrl", "source.jwks-url", "scheme JWKS needs it");
        }
        if (scheme == Scheme.ORIGIN && policy.origins().isEmpty()) {
            members.note("origins", "source.origins", "scheme ORIGIN needs at least one");
        }
        if (scheme != Scheme.HMAC && policy.authorization().isPresent()) {
            members.note(
                    "authorization",
                    "source.authorization",
                    "goes with scheme HMAC alone, besides its signatures");
        }
    }

    private static boolean isForbidden(String url, OutboundHosts outbound) {
        return outbound.reach(URI.create(url)) == OutboundHosts.Reach.FORBIDDEN;
    }

    @Override
    public String toString() {
        return "NewSource[" + id + "]";
    }
}
