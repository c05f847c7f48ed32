package org.nucleus.admin.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.model.Credential;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Sources as the API shows them: schema {@code Source} of {@code openapi.json}, never a secret. */
final class SourceJson {
    private SourceJson() {}

    static ObjectNode of(List<Source> sources, Instant now) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        ArrayNode list = json.putArray("sources");
        sources.forEach(source -> list.add(of(source, now)));
        return json;
    }

    static ObjectNode of(Source source, Instant now) {
        ObjectNode json =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("id", source.id())
                        .put("tenant", source.tenant())
                        .put("format", source.format().name())
                        .put("scheme", source.scheme().name())
                        .put("state", source.state().name())
                        .put("path", path(source));
        ArrayNode expiring = json.putArray("olderSecretsExpire");
        source.credentials().stream()
                .filter(credential -> credential.isTakenAt(now))
                .map(Credential::expires)
                .flatMap(Optional::stream)
                .forEach(end -> expiring.add(end.toString()));
        ArrayNode secrets = json.putArray("secrets");
        source.credentials().stream()
                .filter(credential -> credential.isTakenAt(now))
                .forEach(credential -> secret(credential, secrets.addObject()));
        json.put("authorizationSet", source.policy().authorization().isPresent());
        policy(source, json.putObject("policy"));
        return json;
    }

    private static void secret(Credential credential, ObjectNode json) {
        json.put("label", credential.label()).put("fingerprint", credential.fingerprint());
        credential.expires().ifPresent(end -> json.put("expires", end.toString()));
    }

    /** Without the authorization; a merge patch of what is shown leaves that as it is. */
    private static void policy(Source source, ObjectNode json) {
        SourcePolicy policy = source.policy();
        ArrayNode origins = json.putArray("origins");
        policy.origins().stream().sorted().forEach(origins::add);
        ArrayNode namespaces = json.putArray("namespaces");
        policy.namespaces().forEach(namespaces::add);
        json.put("eventsPerSecond", policy.eventsPerSecond());
        json.put("publicUrl", policy.publicUrl().orElse(null));
        json.put("jwksUrl", policy.jwksUrl().orElse(null));
        json.put(
                "headerName",
                source.scheme() == Scheme.HEADER
                        ? source.headerName()
                        : policy.headerName().orElse(null));
        json.put("text", policy.text());
    }

    /** Where its agents send, on the collector. */
    private static String path(Source source) {
        if (source.scheme() == Scheme.ORIGIN) {
            return "/beacon/" + source.id();
        }
        return switch (source.format()) {
            case XAPI -> "/xapi/statements";
            case CALIPER -> "/caliper";
            case CANVAS, CHIME, BBB, JITSI, JAAS, CLASSY, JSON, NUCLEUS ->
                    "/webhooks/" + source.id();
        };
    }
}
