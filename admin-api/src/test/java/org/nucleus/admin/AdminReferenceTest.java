package org.nucleus.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/** {@code docs/reference/admin-api.md} is what {@code openapi.json} says. */
final class AdminReferenceTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "admin-api.md");
    private static final JsonNode DOCUMENT = OpenApiContract.document();

    @Test
    void theReferenceSaysWhatTheDocumentSays() throws IOException {
        String rendered = render();
        if (Boolean.getBoolean("regenerate")) {
            Files.writeString(PAGE, rendered);
        }
        assertThat(PAGE)
                .as("run `make docs` and commit what it writes")
                .content()
                .isEqualTo(rendered);
    }

    private static String render() {
        StringBuilder page = new StringBuilder();
        page.append("# Admin API\n\n<!-- Rendered from openapi.json by `make docs`. -->\n\n");
        page.append(DOCUMENT.at("/info/description").asText()).append("\n\n");
        page.append(
                "It listens on `admin.http.port` (8081). Send the administrator's token of"
                    + " `first-run.json` as `Authorization: Bearer …`; the machine-readable form of"
                    + " this page is `/openapi.json` there. Refusals are problem documents (RFC"
                    + " 9457) with JSON pointers; a body has at most 64 KiB.\n\n"
                    + "## Operations\n\n");
        for (Map.Entry<String, JsonNode> path : DOCUMENT.path("paths").properties()) {
            for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
                if (!operation.getKey().equals("parameters")) {
                    operation(
                            page,
                            operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(),
                            operation.getValue());
                }
            }
        }
        page.append("## Shapes\n");
        for (Map.Entry<String, JsonNode> schema : DOCUMENT.at("/components/schemas").properties()) {
            schema(page, schema.getKey(), schema.getValue());
        }
        return page.toString();
    }

    private static void operation(StringBuilder page, String title, JsonNode operation) {
        page.append("### ").append(title).append("\n\n");
        page.append(operation.path("summary").asText()).append(". ");
        page.append(operation.path("description").asText()).append("\n\n");
        JsonNode body = operation.path("requestBody");
        if (!body.isMissingNode()) {
            JsonNode content = body.path("content").elements().next();
            page.append("Body: ").append(type(content.path("schema")));
            page.append(body.path("required").asBoolean() ? ".\n\n" : ", may be left out.\n\n");
        }
        page.append("| status | body | when |\n|---|---|---|\n");
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            JsonNode told = response.getValue();
            if (told.has("$ref")) {
                told = DOCUMENT.at(told.path("$ref").asText().substring(1));
            }
            JsonNode content = told.path("content").elements().next();
            page.append(
                    "| %s | %s | %s |\n"
                            .formatted(
                                    response.getKey(),
                                    type(content.path("schema")),
                                    told.path("description").asText()));
        }
        page.append('\n');
    }

    private static void schema(StringBuilder page, String name, JsonNode schema) {
        page.append("\n### ").append(name).append("\n\n");
        if (schema.has("description")) {
            page.append(schema.path("description").asText()).append("\n\n");
        }
        if (schema.has("enum")) {
            page.append(type(schema)).append("\n");
            return;
        }
        page.append("| member | type | meaning |\n|---|---|---|\n");
        String required = schema.path("required").toString();
        for (Map.Entry<String, JsonNode> member : schema.path("properties").properties()) {
            boolean must = required.contains("\"" + member.getKey() + "\"");
            page.append(
                    "| `%s`%s | %s | %s |\n"
                            .formatted(
                                    member.getKey(),
                                    must ? "" : "?",
                                    type(member.getValue()),
                                    member.getValue().path("description").asText()));
        }
    }

    private static String type(JsonNode schema) {
        if (schema.has("$ref")) {
            String name = schema.path("$ref").asText().replaceAll(".*/", "");
            return "[%s](#%s)".formatted(name, name.toLowerCase(Locale.ROOT));
        }
        if (schema.has("enum")) {
            StringBuilder words = new StringBuilder();
            schema.path("enum")
                    .forEach(
                            word ->
                                    words.append(words.isEmpty() ? "`" : ", `")
                                            .append(word.asText())
                                            .append('`'));
            return words.toString();
        }
        JsonNode type = schema.path("type");
        String text = type.isArray() ? type.get(0).asText() + " or null" : type.asText();
        return schema.has("items")
                ? text.replace("array", "list of " + type(schema.path("items")))
                : text;
    }
}
