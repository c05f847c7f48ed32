package org.nucleus.admin.sources;

import org.nucleus.admin.json.Members;
import org.nucleus.model.SecretHash;
import org.nucleus.model.SourcePolicy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** A policy from a request, as a merge patch (RFC 7396): null takes a member away. */
final class PolicyReader {
    private static final int MOST_EVENTS_PER_SECOND = 1_000_000;

    private PolicyReader() {}

    /** The policy after {@code members}; with violations noted it must not be used. */
    static SourcePolicy read(Members members, SourcePolicy before) {
        members.only(
                "origins",
                "namespaces",
                "eventsPerSecond",
                "publicUrl",
                "jwksUrl",
                "headerName",
                "authorization",
                "text");
        return new SourcePolicy(
                merge(
                        members,
                        "origins",
                        before.origins(),
                        Set.of(),
                        members.texts(
                                        "origins",
                                        SourcePolicy::isOrigin,
                                        "an origin such as https://lms.example.org")
                                .map(Set::copyOf)),
                merge(
                        members,
                        "namespaces",
                        before.namespaces(),
                        List.of(),
                        members.texts(
                                "namespaces",
                                SourcePolicy::isNamespace,
                                "the beginning of an IRI such as https://example.org/courses/")),
                merge(
                        members,
                        "eventsPerSecond",
                        before.eventsPerSecond(),
                        0,
                        members.count("eventsPerSecond", 0, MOST_EVENTS_PER_SECOND)),
                text(
                        members,
                        "publicUrl",
                        before.publicUrl(),
                        SourcePolicy::isPublicUrl,
                        "an http or https URL without fragment"),
                text(
                        members,
                        "jwksUrl",
                        before.jwksUrl(),
                        SourcePolicy::isJwksUrl,
                        "an https URL without fragment"),
                text(
                        members,
                        "headerName",
                        before.headerName(),
                        SourcePolicy::isHeaderName,
                        "the name of a header"),
                merge(
                        members,
                        "authorization",
                        before.authorization(),
                        Optional.empty(),
                        members.text("authorization", Secrets::isUsable, Secrets.RULE)
                                .map(SecretHash::of)
                                .map(Optional::of)),
                merge(members, "text", before.text(), false, members.flag("text")));
    }

    private static Optional<String> text(
            Members members,
            String name,
            Optional<String> before,
            Predicate<String> rule,
            String expected) {
        return merge(
                members,
                name,
                before,
                Optional.empty(),
                members.text(name, rule, expected).map(Optional::of));
    }

    private static <T> T merge(Members members, String name, T before, T none, Optional<T> given) {
        return members.has(name) ? given.orElse(none) : before;
    }
}
