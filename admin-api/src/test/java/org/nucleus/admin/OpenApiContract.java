package org.nucleus.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Error;
import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Holds answers against {@code openapi.json}: status, media type, headers and body. */
public final class OpenApiContract {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOCATION = "https://nucleus.invalid/openapi.json";

    /** What is {@code writeOnly} is in no answer. */
    private static final Consumer<ExecutionContext> AS_ANSWER =
            context -> context.executionConfig(config -> config.writeOnly(true));

    private final JsonNode document = document();
    private final SchemaRegistry schemas =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    registry -> registry.schemas(Map.of(LOCATION, document.toString())));

    /** The document. */
    public static JsonNode document() {
        try (InputStream in =
                OpenApiContract.class.getResourceAsStream("/org/nucleus/admin/http/openapi.json")) {
            return JSON.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails on an answer that the document does not foresee for a path and method it has. */
    void check(String method, String path, HttpResponse<String> answer) {
        Optional<String> template = template(path);
        String pointer =
                "/paths/" + escape(template.orElse("")) + "/" + method.toLowerCase(Locale.ROOT);
        JsonNode operation = document.at(pointer);
        if (operation.isMissingNode()) {
            return;
        }
        String told = pointer + "/responses/" + answer.statusCode();
        assertThat(document.at(told).isMissingNode()).as("no " + told).isFalse();
        if (document.at(told).has("$ref")) {
            told = document.at(told).path("$ref").asText().substring(1);
        }
        JsonNode response = document.at(told);
        String type = answer.headers().firstValue("Content-Type").orElse("none");
        assertThat(response.path("content").has(type)).as(told + " as " + type).isTrue();
        response.path("headers")
                .fieldNames()
                .forEachRemaining(
                        name -> assertThat(answer.headers().firstValue(name)).as(name).isPresent());
        checkBody(told + "/content/" + escape(type) + "/schema", answer.body());
    }

    void checkBody(String pointer, String body) {
        Schema schema = schemas.getSchema(SchemaLocation.of(LOCATION + "#" + pointer));
        try {
            List<Error> errors = schema.validate(JSON.readTree(body), AS_ANSWER);
            assertThat(errors).as(pointer).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<String> template(String path) {
        for (Map.Entry<String, JsonNode> known : document.path("paths").properties()) {
            if (path.matches(known.getKey().replaceAll("\\{[^}]*}", "[^/]+"))) {
                return Optional.of(known.getKey());
            }
        }
        return Optional.empty();
    }

    private static String escape(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }
}
