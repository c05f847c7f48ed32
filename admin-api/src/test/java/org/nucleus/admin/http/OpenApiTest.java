package org.nucleus.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.nucleus.admin.OpenApiContract;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** {@code openapi.json} and the code list the same things. */
final class OpenApiTest {
    private static final JsonNode DOCUMENT = OpenApiContract.document();

    @Test
    void everyRouteIsDocumentedAndEveryDocumentedRouteIsThere() {
        List<String> documented = new ArrayList<>();
        for (Map.Entry<String, JsonNode> path : DOCUMENT.path("paths").properties()) {
            path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                            method -> {
                                if (!method.equals("parameters")) {
                                    documented.add(
                                            method.toUpperCase(Locale.ROOT) + " " + path.getKey());
                                }
                            });
        }
        List<String> routed =
                new ArrayList<>(
                        Api.OPERATIONS.stream()
                                .map(
                                        operation ->
                                                operation.method()
                                                        + " "
                                                        + operation
                                                                .path()
                                                                .replaceAll(":(\\w+)", "{$1}"))
                                .toList());
        routed.add("GET /openapi.json");
        assertThat(documented).containsExactlyInAnyOrderElementsOf(routed);
    }

    @Test
    void theWordsAreThoseOfTheModel() {
        assertThat(texts("/components/schemas/Scheme/enum")).isEqualTo(names(Scheme.values()));
        assertThat(texts("/components/schemas/State/enum")).isEqualTo(names(Source.State.values()));
        List<String> formats = new ArrayList<>(names(Format.values()));
        formats.remove(Format.NUCLEUS.name());
        assertThat(texts("/components/schemas/Format/enum")).isEqualTo(formats);
        assertThat(DOCUMENT.at("/components/schemas/Policy/properties").fieldNames())
                .toIterable()
                .containsExactlyElementsOf(
                        Arrays.stream(SourcePolicy.class.getRecordComponents())
                                .map(RecordComponent::getName)
                                .toList());
    }

    private static List<String> texts(String pointer) {
        List<String> texts = new ArrayList<>();
        DOCUMENT.at(pointer).forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::name).toList();
    }
}
