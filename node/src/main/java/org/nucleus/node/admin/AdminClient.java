package org.nucleus.node.admin;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.nucleus.runtime.health.Failures;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Asks the admin API of one node, as one administrator.
 *
 * @param address of the API, {@code http://host:port}
 * @param token of the administrator
 */
public record AdminClient(URI address, String token) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(15);
    private static final String SOURCES = "/api/v1/sources";
    private static final String TENANTS = "/api/v1/tenants";

    public AdminClient {
        Objects.requireNonNull(address, "address is null");
        Objects.requireNonNull(token, "token is null");
    }

    /** All sources: {@code {"sources":[…]}}. */
    public Reply sources() throws InterruptedException {
        return ask("GET", SOURCES, HttpRequest.BodyPublishers.noBody());
    }

    /** One source. */
    public Reply source(String id) throws InterruptedException {
        return ask("GET", SOURCES + "/" + id, HttpRequest.BodyPublishers.noBody());
    }

    /** Takes a secret from a source, by label or fingerprint. */
    public Reply removeSecret(String id, String secret) throws InterruptedException {
        return ask(
                "DELETE",
                SOURCES + "/" + id + "/secrets/" + secret,
                HttpRequest.BodyPublishers.noBody());
    }

    /** All tenants: {@code {"tenants":[…]}}. */
    public Reply tenants() throws InterruptedException {
        return ask("GET", TENANTS, HttpRequest.BodyPublishers.noBody());
    }

    /** Adds a tenant. */
    public Reply addTenant(ObjectNode tenant) throws InterruptedException {
        return ask("POST", TENANTS, HttpRequest.BodyPublishers.ofString(tenant.toString()));
    }

    /** Changes a tenant by a merge patch. */
    public Reply patchTenant(String id, ObjectNode patch) throws InterruptedException {
        return ask(
                "PATCH", TENANTS + "/" + id, HttpRequest.BodyPublishers.ofString(patch.toString()));
    }

    /** Retires a tenant, and revokes its sources. */
    public Reply retireTenant(String id) throws InterruptedException {
        return ask("POST", TENANTS + "/" + id + "/retire", HttpRequest.BodyPublishers.noBody());
    }

    /** Adds a source. */
    public Reply add(ObjectNode source) throws InterruptedException {
        return ask("POST", SOURCES, HttpRequest.BodyPublishers.ofString(source.toString()));
    }

    /** Changes a source by a merge patch. */
    public Reply patch(String id, ObjectNode patch) throws InterruptedException {
        return ask(
                "PATCH", SOURCES + "/" + id, HttpRequest.BodyPublishers.ofString(patch.toString()));
    }

    /**
     * Does something to a source.
     *
     * @param verb {@code rotate}, {@code secrets}, {@code pause}, {@code resume} or {@code revoke}
     * @param body empty where the verb needs none
     */
    public Reply act(String id, String verb, ObjectNode body) throws InterruptedException {
        return ask(
                "POST",
                SOURCES + "/" + id + "/" + verb,
                body.isEmpty()
                        ? HttpRequest.BodyPublishers.noBody()
                        : HttpRequest.BodyPublishers.ofString(body.toString()));
    }

    private Reply ask(String method, String path, HttpRequest.BodyPublisher body)
            throws InterruptedException {
        HttpRequest request;
        try {
            request =
                    HttpRequest.newBuilder(URI.create(base() + path))
                            .timeout(ANSWER_WITHIN)
                            .header("Authorization", "Bearer " + token)
                            .header("Content-Type", "application/json")
                            .method(method, body)
                            .build();
        } catch (IllegalArgumentException e) {
            return refused(
                    address
                            + " is no address of an admin API, or the token is none:"
                            + " http://host:port");
        }
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(ANSWER_WITHIN).build()) {
            return read(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return refused("no admin API answers on %s: %s".formatted(address, Failures.reason(e)));
        }
    }

    private String base() {
        String text = address.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }

    private Reply read(HttpResponse<byte[]> response) throws IOException {
        JsonNode body;
        try {
            body = JSON.readTree(response.body());
        } catch (JacksonException e) {
            return refused(address + " answers, but is no admin API");
        }
        if (response.statusCode() / 100 == 2) {
            return new Reply.Done(body);
        }
        List<String> sentences = new ArrayList<>();
        sentences.add(
                "%s. %s"
                        .formatted(
                                body.path("title").asText("status " + response.statusCode()),
                                body.path("detail").asText()));
        for (JsonNode violation : body.path("violations")) {
            sentences.add(
                    Words.of(violation.path("pointer").asText())
                            + " "
                            + violation.path("message").asText());
        }
        return new Reply.Refused(sentences);
    }

    private static Reply refused(String sentence) {
        return new Reply.Refused(List.of(sentence));
    }

    @Override
    public String toString() {
        return "AdminClient[" + address + "]";
    }
}
