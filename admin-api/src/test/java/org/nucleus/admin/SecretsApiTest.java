package org.nucleus.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.admin.RunningAdmin.json;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.model.Credential;
import org.nucleus.model.Source;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** Several secrets of one source, as a pool of servers has them. */
final class SecretsApiTest {
    private static final String SOURCES = "/api/v1/sources";
    private static final String GIVEN = "a-secret-of-a-server";

    private static RunningAdmin admin;

    @BeforeAll
    static void start() {
        admin = RunningAdmin.start();
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @ParameterizedTest
    @CsvSource({"BBB", "JAAS", "CANVAS", "XAPI", "CHIME"})
    void anotherSecretIsAddedBesideTheFirst(String format) {
        String id = add(format);
        HttpResponse<String> added = secret(id, "{\"label\":\"node-2\"}");

        assertThat(added.statusCode()).as(added.body()).isEqualTo(200);
        assertThat(json(added).path("secret").asText()).startsWith("nk_");
        assertThat(labels(id)).containsExactly("default", "node-2");
        assertThat(admin.stored(id).credentials())
                .allMatch(credential -> credential.expires().isEmpty())
                .hasSize(2);
    }

    @Test
    void aServersOwnSecretIsGivenAndNeverShown() {
        String id = add("BBB");
        secret(id, "{\"label\":\"node-2\",\"secret\":\"" + GIVEN + "\"}");
        HttpResponse<String> found = admin.ask("GET", SOURCES + "/" + id, "");

        assertThat(found.body()).doesNotContain(GIVEN);
        JsonNode listed = json(found).path("secrets").get(1);
        assertThat(listed.path("label").asText()).isEqualTo("node-2");
        assertThat(listed.path("fingerprint").asText()).matches("[0-9a-f]{12}");
        assertThat(listed.has("expires")).isFalse();
    }

    @Test
    void oneIsRemovedByItsLabelOrItsFingerprintAndTheLastInUseStays() {
        String id = add("JAAS");
        secret(id, "{\"label\":\"node-2\"}");
        secret(id, "{\"label\":\"node-3\"}");
        String fingerprint =
                json(admin.ask("GET", SOURCES + "/" + id, ""))
                        .at("/secrets/0/fingerprint")
                        .asText();

        assertThat(remove(id, "node-2").statusCode()).isEqualTo(200);
        assertThat(labels(id)).containsExactly("default", "node-3");
        assertThat(remove(id, fingerprint).statusCode()).isEqualTo(200);
        assertThat(labels(id)).containsExactly("node-3");
        assertThat(remove(id, "node-3").statusCode()).isEqualTo(409);
        assertThat(remove(id, "node-9").statusCode()).isEqualTo(404);
        assertThat(labels(id)).containsExactly("node-3");
    }

    @Test
    void aRotationOfOneLeavesTheOthers() {
        String id = add("BBB");
        secret(id, "{\"label\":\"node-2\"}");
        Source before = admin.stored(id);
        HttpResponse<String> rotated =
                admin.ask("POST", SOURCES + "/" + id + "/rotate", "{\"label\":\"node-2\"}");

        assertThat(rotated.statusCode()).as(rotated.body()).isEqualTo(200);
        Source after = admin.stored(id);
        assertThat(labels(id)).containsExactly("default", "node-2", "node-2");
        assertThat(after.credentials().getFirst()).isEqualTo(before.credentials().getFirst());
        assertThat(after.credentials())
                .filteredOn(credential -> credential.expires().isPresent())
                .extracting(Credential::fingerprint)
                .containsExactly(before.credentials().getLast().fingerprint());
        assertThat(admin.ask("POST", SOURCES + "/" + id + "/rotate", "").statusCode())
                .isEqualTo(200);
        assertThat(labels(id)).containsExactly("default", "default", "node-2", "node-2");
    }

    @Test
    void whatCannotBeAddedIsToldWithTheReason() {
        String id = add("BBB");

        assertThat(secret(id, "{}").statusCode()).isEqualTo(400);
        assertThat(secret(id, "{\"label\":\"no blanks\"}").statusCode()).isEqualTo(400);
        assertThat(secret(id, "{\"label\":\"x\",\"secret\":\"short\"}").statusCode())
                .isEqualTo(400);
        assertThat(secret(id, "{\"label\":\"default\"}").statusCode()).isEqualTo(409);
        assertThat(secret("nobody", "{\"label\":\"x\"}").statusCode()).isEqualTo(404);
        assertThat(
                        admin.ask("POST", SOURCES + "/" + id + "/rotate", "{\"label\":\"node-9\"}")
                                .statusCode())
                .isEqualTo(409);
        for (int i = 1; i < Source.MOST_LABELS; i++) {
            assertThat(secret(id, "{\"label\":\"n-" + i + "\"}").statusCode()).isEqualTo(200);
        }
        assertThat(secret(id, "{\"label\":\"one-more\"}").statusCode()).isEqualTo(409);
    }

    private static String add(String format) {
        String id = admin.id();
        HttpResponse<String> added =
                admin.ask(
                        "POST",
                        SOURCES,
                        "{\"id\":\"%s\",\"tenant\":\"t1\",\"format\":\"%s\"}"
                                .formatted(id, format));
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        return id;
    }

    private static HttpResponse<String> secret(String id, String body) {
        return admin.ask("POST", SOURCES + "/" + id + "/secrets", body);
    }

    private static HttpResponse<String> remove(String id, String secret) {
        return admin.ask("DELETE", SOURCES + "/" + id + "/secrets/" + secret, "");
    }

    private static List<String> labels(String id) {
        List<String> labels = new ArrayList<>();
        json(admin.ask("GET", SOURCES + "/" + id, ""))
                .path("secrets")
                .forEach(secret -> labels.add(secret.path("label").asText()));
        return labels;
    }
}
