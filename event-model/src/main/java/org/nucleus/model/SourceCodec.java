package org.nucleus.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link Source} ⇄ the JSON on {@code config.sources}. */
public final class SourceCodec {
    private static final String CREDENTIALS = "credentials";
    private static final String POLICY = "policy";
    private static final Set<String> KNOWN =
            Set.of(
                    "id",
                    "tenant",
                    "format",
                    "scheme",
                    "state",
                    CREDENTIALS,
                    POLICY,
                    "secretSha256");
    private static final Set<String> KNOWN_OF_POLICY =
            Set.of(
                    "origins",
                    "namespaces",
                    "eventsPerSecond",
                    "publicUrl",
                    "jwksUrl",
                    "headerName",
                    "authorizationSha256",
                    "text");
    private static final Set<String> KNOWN_OF_CREDENTIAL = Set.of("sha256", "sealed", "expires");

    private SourceCodec() {}

    /**
     * UTF-8 JSON, {@code {"id":…,"tenant":…,"format":…,"scheme":…,"state":…,
     * "credentials":[{"sha256":…},{"sealed":…,"expires":…,"label":…}],
     * "policy":{"origins":[…],"namespaces":[…],"eventsPerSecond":…,"publicUrl":…,"jwksUrl":…,
     * "headerName":…,"authorizationSha256":…,"text":…}}}; what is empty is left out.
     */
    public static byte[] encode(Source source) {
        ObjectNode json =
                JsonRecord.object()
                        .put("id", source.id())
                        .put("tenant", source.tenant())
                        .put("format", source.format().name())
                        .put("scheme", source.scheme().name())
                        .put("state", source.state().name());
        ArrayNode credentials = json.putArray(CREDENTIALS);
        UnknownMembers ofCredentials = source.unknown().in(CREDENTIALS);
        source.credentials()
                .forEach(
                        credential -> {
                            ObjectNode written = credentials.addObject();
                            write(credential, written);
                            ofCredentials.in(kept(written)).addTo(written);
                        });
        write(source.policy(), json.putObject(POLICY));
        source.unknown().addTo(json);
        return JsonRecord.write(json);
    }

    /**
     * The source in {@code bytes}; unknown members are kept. A source of the first version, which
     * has {@code secretSha256} and no scheme, is one of scheme {@link Scheme#SECRET}.
     *
     * @throws IllegalArgumentException naming what is missing or wrong
     */
    public static Source decode(byte[] bytes) {
        JsonRecord json = JsonRecord.read(bytes);
        String id = json.text("id");
        String tenant = json.text("tenant");
        Format format = json.constant(Format.class, "format");
        Source.State state = json.constant(Source.State.class, "state");
        if (!json.has("scheme")) {
            SecretHash hash = new SecretHash(json.text("secretSha256"));
            return Source.withSecret(id, tenant, format, hash, state);
        }
        return new Source(
                id,
                tenant,
                format,
                json.constant(Scheme.class, "scheme"),
                credentials(json.member(CREDENTIALS)),
                state,
                json.has(POLICY) ? policy(new JsonRecord(json.member(POLICY))) : SourcePolicy.PLAIN,
                unknown(json.node()));
    }

    private static UnknownMembers unknown(JsonNode source) {
        UnknownMembers ofCredentials = UnknownMembers.NONE;
        for (JsonNode credential : source.path(CREDENTIALS)) {
            ofCredentials =
                    ofCredentials.within(
                            kept(credential), UnknownMembers.of(credential, KNOWN_OF_CREDENTIAL));
        }
        return UnknownMembers.of(source, KNOWN)
                .within(POLICY, UnknownMembers.of(source.path(POLICY), KNOWN_OF_POLICY))
                .within(CREDENTIALS, ofCredentials);
    }

    /** What is kept of a credential's secret: it has no other name. */
    private static String kept(JsonNode credential) {
        return credential.path("sha256").asText() + credential.path("sealed").asText();
    }

    private static void write(Credential credential, ObjectNode json) {
        switch (credential) {
            case Credential.Hashed hashed -> json.put("sha256", hashed.hash().sha256());
            case Credential.Sealed sealed -> json.put("sealed", sealed.secret().base64());
        }
        credential.expires().ifPresent(end -> json.put("expires", end.toString()));
        if (!credential.label().equals(Credential.DEFAULT_LABEL)) {
            json.put("label", credential.label());
        }
    }

    private static void write(SourcePolicy policy, ObjectNode json) {
        if (!policy.origins().isEmpty()) {
            ArrayNode origins = json.putArray("origins");
            policy.origins().stream().sorted().forEach(origins::add);
        }
        if (!policy.namespaces().isEmpty()) {
            ArrayNode namespaces = json.putArray("namespaces");
            policy.namespaces().forEach(namespaces::add);
        }
        if (policy.eventsPerSecond() > 0) {
            json.put("eventsPerSecond", policy.eventsPerSecond());
        }
        policy.publicUrl().ifPresent(url -> json.put("publicUrl", url));
        policy.jwksUrl().ifPresent(url -> json.put("jwksUrl", url));
        policy.headerName().ifPresent(name -> json.put("headerName", name));
        policy.authorization().ifPresent(hash -> json.put("authorizationSha256", hash.sha256()));
        if (policy.text()) {
            json.put("text", true);
        }
    }

    private static List<Credential> credentials(JsonNode array) {
        List<Credential> credentials = new ArrayList<>(array.size());
        for (JsonNode element : array) {
            JsonRecord json = new JsonRecord(element);
            Optional<Instant> expires =
                    json.has("expires") ? Optional.of(json.time("expires")) : Optional.empty();
            String label = json.has("label") ? json.text("label") : Credential.DEFAULT_LABEL;
            credentials.add(
                    json.has("sealed")
                            ? new Credential.Sealed(
                                    new SealedSecret(json.text("sealed")), expires, label)
                            : new Credential.Hashed(
                                    new SecretHash(json.text("sha256")), expires, label));
        }
        return credentials;
    }

    private static SourcePolicy policy(JsonRecord json) {
        return new SourcePolicy(
                Set.copyOf(texts(json, "origins")),
                texts(json, "namespaces"),
                json.node().path("eventsPerSecond").asInt(0),
                optional(json, "publicUrl"),
                optional(json, "jwksUrl"),
                optional(json, "headerName"),
                optional(json, "authorizationSha256").map(SecretHash::new),
                json.node().path("text").asBoolean(false));
    }

    private static List<String> texts(JsonRecord json, String name) {
        List<String> texts = new ArrayList<>();
        json.node().path(name).forEach(element -> texts.add(element.asText()));
        return texts;
    }

    private static Optional<String> optional(JsonRecord json, String name) {
        return json.has(name) ? Optional.of(json.text(name)) : Optional.empty();
    }
}
