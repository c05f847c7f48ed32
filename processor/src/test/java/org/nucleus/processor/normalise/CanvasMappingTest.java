package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.model.Event;
import org.nucleus.model.EventObject;
import org.nucleus.model.Verb;

import java.util.List;

/** Every name that Canvas documents, in ids of one digit and terms with prefix. */
final class CanvasMappingTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/canvas/mapping.psv", delimiter = '|')
    void everyNameHasItsVerbAndObject(
            String name, String body, String verb, String object, String type, String parent) {
        Event event = Canvas.raw(Canvas.event(name, body));

        assertThat(event.verb()).isEqualTo(new Verb(CanvasTerms.iri(verb), name));
        assertThat(event.object())
                .isEqualTo(new EventObject(id(object), CanvasTerms.iri(type), null));
        assertThat(event.context().parents())
                .isEqualTo(parent.equals("-") ? List.of() : List.of(id(parent)));
        assertThat(event.context().course()).isEqualTo(id("course:77"));
        assertThat(event.provenance().nativeType()).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "content_migration_started",
                "content_migration_completed",
                "master_migration_started",
                "quiz_export_complete",
                "sis_batch_created",
                "sis_batch_updated",
                "outcomes_retry_outcome_alignment_clone",
                "quizzes.item_created",
                "assignment_deleted",
            })
    void aNameWithoutAMappingIsKeptAndCounted(String name) {
        Event event = Canvas.raw(Canvas.event(name, "{'user_id':'5'}"));

        assertThat(event.verb()).isEqualTo(new Verb("urn:nucleus:verb:unmapped", name));
        assertThat(event.object())
                .isEqualTo(new EventObject("urn:nucleus:native-type:CANVAS:" + name, null, null));
        assertThat(event.provenance().nativeType()).isEqualTo(name);
        assertThat(event.actor().id()).isEqualTo(id("user:7"));
        assertThat(event.eventTime()).isEqualTo("2026-10-07T15:20:44.612Z");
    }

    @Test
    void anUnknownAssetHasNoType() {
        Event event =
                Canvas.raw(
                        Canvas.event(
                                "asset_accessed",
                                "{'asset_type':'hologram','asset_id':5,'asset_subtype':'list'}"));

        assertThat(event.object()).isEqualTo(new EventObject(id("hologram:5"), null, null));
        assertThat(event.extensions())
                .containsEntry("com.instructure.canvas", "{\"asset_subtype\":\"list\"}");
    }

    @Test
    void anObjectIsNamedByWhatPeopleCallIt() {
        assertThat(name("course_created", "{'course_id':'5','name':'Biology 7'}"))
                .isEqualTo("Biology 7");
        assertThat(name("assignment_updated", "{'assignment_id':'5','title':'Cells'}"))
                .isEqualTo("Cells");
        assertThat(name("group_membership_created", "{'group_id':'5','group_name':'Red'}"))
                .isEqualTo("Red");
        assertThat(name("enrollment_created", "{'course_id':'5','user_name':'Ada'}")).isNull();
    }

    @Test
    void resultsAreWhatTheBodySays() {
        assertThat(Canvas.raw(Canvas.event("grade_override", "{'override_score':90}")).result())
                .satisfies(result -> assertThat(result.scoreRaw()).isEqualTo(90));
        assertThat(
                        Canvas.raw(Canvas.event("course_grade_change", "{'current_score':'17.31'}"))
                                .result()
                                .scoreRaw())
                .isEqualTo(17.31);
        assertThat(
                        Canvas.raw(
                                        Canvas.event(
                                                "learning_outcome_result_created",
                                                "{'score':4,'possible':5,'mastery':true}"))
                                .result())
                .satisfies(
                        result -> {
                            assertThat(result.scoreScaled()).isEqualTo(0.8);
                            assertThat(result.success()).isTrue();
                        });
        assertThat(
                        Canvas.raw(
                                        Canvas.event(
                                                "course_completed",
                                                "{'progress':{'completed_at':'2026-10-07'}}"))
                                .result()
                                .completion())
                .isTrue();
    }

    private static String name(String event, String body) {
        return Canvas.raw(Canvas.event(event, body)).object().name();
    }

    /** {@code user:7} → its whole id. */
    private static String id(String brief) {
        int colon = brief.indexOf(':');
        return colon < 0
                ? Canvas.ROOT + brief
                : Canvas.ROOT
                        + brief.substring(0, colon)
                        + ":3141"
                        + "0".repeat(13 - (brief.length() - colon - 1))
                        + brief.substring(colon + 1);
    }
}
