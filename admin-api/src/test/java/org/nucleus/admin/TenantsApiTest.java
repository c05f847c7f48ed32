package org.nucleus.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.admin.RunningAdmin.json;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nucleus.model.Source;

import java.net.http.HttpResponse;
import java.util.List;

final class TenantsApiTest {
    private static final String TENANTS = "/api/v1/tenants";
    private static final String SOURCES = "/api/v1/sources";

    private static RunningAdmin admin;

    @BeforeAll
    static void start() {
        admin = RunningAdmin.start();
    }

    @AfterAll
    static void stop() {
        admin.close();
    }

    @Test
    void aTenantIsAddedShownListedAndHasSources() {
        HttpResponse<String> added =
                admin.ask(
                        "POST",
                        TENANTS,
                        """
                        {"id":"north","name":"Northern district","zone":"Europe/Berlin","locale":"de-DE"}
                        """);
        assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
        assertThat(added.headers().firstValue("Location")).hasValue(TENANTS + "/north");
        HttpResponse<String> found = admin.ask("GET", TENANTS + "/north", "");
        assertThat(json(found)).isEqualTo(json(added));
        assertThat(json(found).path("zone").asText()).isEqualTo("Europe/Berlin");
        assertThat(json(found).path("locale").asText()).isEqualTo("de-DE");
        assertThat(json(found).path("state").asText()).isEqualTo("ACTIVE");
        assertThat(found.headers().firstValue("ETag"))
                .isEqualTo(added.headers().firstValue("ETag"));
        assertThat(json(admin.ask("GET", TENANTS, "")).path("tenants").findValuesAsText("id"))
                .contains("north", "t1", "t2")
                .isSorted();
        assertThat(addSource("north-xapi", "north").statusCode()).isEqualTo(201);
        assertThat(admin.ask("POST", TENANTS, tenant("north")).statusCode()).isEqualTo(409);
    }

    @Test
    void whatIsLeftOutIsUtcAndEnglishAndCanBeChanged() {
        JsonNode plain = json(admin.ask("POST", TENANTS, tenant("plain")));
        assertThat(plain.path("zone").asText() + plain.path("locale").asText()).isEqualTo("Zen");
        HttpResponse<String> changed =
                admin.ask(
                        "PATCH",
                        TENANTS + "/plain",
                        "{\"name\":\"Plain\",\"zone\":\"Asia/Tokyo\"}");
        assertThat(changed.statusCode()).isEqualTo(200);
        assertThat(json(changed).path("name").asText()).isEqualTo("Plain");
        assertThat(json(changed).path("zone").asText()).isEqualTo("Asia/Tokyo");
        assertThat(json(changed).path("locale").asText()).isEqualTo("en");
        assertThat(
                        admin.askIf("\"0\"", "PATCH", TENANTS + "/plain", "{\"name\":\"No\"}")
                                .statusCode())
                .isEqualTo(412);
    }

    @Test
    void everythingThatIsWrongWithATenantIsToldAtOnceByPointer() {
        HttpResponse<String> answer =
                admin.ask(
                        "POST",
                        TENANTS,
                        "{\"id\":\"wrong\",\"name\":\"x\",\"zone\":\"Mars\",\"locale\":\"_\",\"more\":1}");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json(answer).path("violations").findValuesAsText("pointer"))
                .containsExactlyInAnyOrder("/zone", "/locale", "/more");
        assertThat(admin.ask("POST", TENANTS, "{\"id\":\"Capital\"}").statusCode()).isEqualTo(400);
        assertThat(admin.ask("GET", TENANTS + "/nobody", "").statusCode()).isEqualTo(404);
        assertThat(admin.ask("POST", TENANTS + "/nobody/retire", "").statusCode()).isEqualTo(404);
    }

    @Test
    void aRetiredTenantKeepsItsIdAndTakesNothingMore() {
        admin.ask("POST", TENANTS, tenant("going"));
        for (String id : List.of("going-1", "going-2")) {
            assertThat(addSource(id, "going").statusCode()).isEqualTo(201);
        }
        assertThat(addSource("staying", "t1").statusCode()).isEqualTo(201);

        HttpResponse<String> retired = admin.ask("POST", TENANTS + "/going/retire", "");
        assertThat(retired.statusCode()).isEqualTo(200);
        assertThat(json(retired).path("state").asText()).isEqualTo("RETIRED");
        assertThat(admin.stored("going-1").state()).isEqualTo(Source.State.REVOKED);
        assertThat(admin.stored("going-2").state()).isEqualTo(Source.State.REVOKED);
        assertThat(admin.stored("staying").state()).isEqualTo(Source.State.ACTIVE);

        HttpResponse<String> refused = addSource("going-3", "going");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(json(refused).path("violations").get(0).path("message").asText())
                .contains("./nucleus tenants add");
        assertThat(admin.ask("POST", TENANTS, tenant("going")).statusCode()).isEqualTo(409);
        assertThat(admin.ask("PATCH", TENANTS + "/going", "{\"name\":\"x\"}").statusCode())
                .isEqualTo(409);
        assertThat(admin.ask("POST", TENANTS + "/going/retire", "").statusCode()).isEqualTo(200);
    }

    private static String tenant(String id) {
        return "{\"id\":\"%s\",\"name\":\"District %s\"}".formatted(id, id);
    }

    private static HttpResponse<String> addSource(String id, String tenant) {
        return admin.ask(
                "POST",
                SOURCES,
                "{\"id\":\"%s\",\"tenant\":\"%s\",\"format\":\"XAPI\"}".formatted(id, tenant));
    }
}
