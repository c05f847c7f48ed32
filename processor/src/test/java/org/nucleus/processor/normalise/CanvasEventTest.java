package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.model.Actor;
import org.nucleus.model.Event;
import org.nucleus.model.EventObject;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;
import org.nucleus.model.Result;
import org.nucleus.model.Verb;

import java.time.Instant;
import java.util.Map;

final class CanvasEventTest {
    private static final String ROOT = Canvas.ROOT;
    private static final String ADA = ROOT + "user:31410000000001041";
    private static final String BIOLOGY = ROOT + "course:31410000000000077";

    @Test
    void aGradeIsOfItsLearnerByItsTeacher() {
        Event event = sample("raw-grade_change");

        assertThat(event.provenance().nativeType()).isEqualTo("grade_change");
        assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-10-07T15:20:44.612Z"));
        assertThat(event.actor())
                .isEqualTo(new Actor(ROOT + "user:31410000000000207", "Person", null));
        assertThat(event.verb()).isEqualTo(new Verb(Iris.ACROSS_X + "evaluated", "grade_change"));
        assertThat(event.object())
                .isEqualTo(
                        new EventObject(
                                ROOT + "submission:31410000000007001",
                                Iris.ADL_TYPES + "attempt",
                                null));
        assertThat(event.result())
                .isEqualTo(new Result(17.5, null, 20.0, 0.875, null, null, null, null));
        assertThat(event.context().learner()).isEqualTo(ADA);
        assertThat(event.context().by()).isNull();
        assertThat(event.context().parents())
                .containsExactly(ROOT + "assignment:31410000000000512");
        assertThat(event.context().course()).isEqualTo(BIOLOGY);
        assertThat(event.context().role()).isEqualTo("TeacherEnrollment");
        assertThat(event.context().session()).isEqualTo("0120a4f9196a5f9eb9f523f31f914da7");
        assertThat(event.context().platform()).isEqualTo(ROOT + "platform");
        assertThat(event.extensions())
                .containsExactly(
                        Map.entry(
                                "com.instructure.canvas",
                                "{\"grade\":\"17.5\",\"points_possible\":20}"));
    }

    @Test
    void moreThanTheMaximumHasNoScaledScore() {
        assertThat(sample("raw-grade_change-over-maximum").result())
                .isEqualTo(new Result(22.0, null, 20.0, null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"17.5\"', '\"20\"', 17.5, 20, 0.875",
        "0, 20, 0, 20, 0",
        "-1, 20, -1, 20, ",
        "5, 0, 5, 0, ",
        "'\"A-\"', 20, , 20, ",
        "null, null, , , ",
        "5, null, 5, , ",
        "'\"1e999\"', 20, , 20, ",
    })
    void aScoreIsScaledOnlyWithinItsBounds(
            String score, String most, Double raw, Double max, Double scaled) {
        Event event =
                Canvas.raw(
                        Canvas.event(
                                "grade_change",
                                "{'score':%s,'points_possible':%s}".formatted(score, most)));

        assertThat(event.result())
                .isEqualTo(new Result(raw, null, max, scaled, null, null, null, null));
    }

    @Test
    void whoPosesAsAnotherIsTheActorAndTheOtherTheLearner() {
        Event event = sample("raw-asset_accessed-secrets-in-url");

        assertThat(event.actor().id()).isEqualTo(ROOT + "user:31410000000000002");
        assertThat(event.context().learner()).isEqualTo(ADA);
        assertThat(event.context().role()).isEqualTo("StudentEnrollment");
        assertThat(event.extensions())
                .containsEntry("urn:nucleus:impersonated", "\"" + ADA + "\"")
                .containsEntry("com.instructure.canvas", "{\"category\":\"files\"}");
        assertThat(event.verb().id()).isEqualTo(Iris.TINCAN + "viewed");
        assertThat(event.object())
                .isEqualTo(
                        new EventObject(
                                ROOT + "attachment:31410000000000900",
                                Iris.ACTIVITY_STREAMS + "file",
                                "Cells (slides)"));
    }

    @Test
    void localAndGlobalIdsAreOneUser() {
        Event event = sample("raw-discussion_entry_created-local-ids");
        ObjectNode job = Canvas.tree(Canvas.sample("raw-discussion_entry_created-local-ids"));
        ((ObjectNode) job.get("metadata")).remove("user_id");

        assertThat(event.actor().id()).isEqualTo(ADA);
        assertThat(Canvas.raw(job).actor().id()).isEqualTo(ADA);
        assertThat(event.object().id()).isEqualTo(ROOT + "discussion_entry:31410000000088123");
        assertThat(event.context().parents())
                .containsExactly(ROOT + "discussion_topic:31410000000000061");
    }

    @Test
    void anEnrolmentIsOfWhoIsEnrolled() {
        Event event = sample("raw-enrollment_created-escaped-url");

        assertThat(event.actor()).isEqualTo(new Actor(ADA, "Person", "Ada Moreau"));
        assertThat(event.context().by()).isEqualTo(ROOT + "user:31410000000000002");
        assertThat(event.context().role()).isEqualTo("StudentEnrollment");
        assertThat(event.verb().id()).isEqualTo(Iris.ADL + "registered");
        assertThat(event.object()).isEqualTo(new EventObject(BIOLOGY, Iris.COURSE, null));
        assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-08-28T06:15:33Z"));
    }

    @Test
    void progressCountsRequirements() {
        Event event = sample("raw-course_progress-system-job");

        assertThat(event.actor()).isEqualTo(new Actor(ADA, "Person", "Ada Moreau"));
        assertThat(event.object()).isEqualTo(new EventObject(BIOLOGY, Iris.COURSE, "Biology 7"));
        assertThat(event.result())
                .isEqualTo(new Result(7.0, null, 12.0, 7.0 / 12, null, false, null, null));
        assertThat(event.context().course()).isEqualTo(BIOLOGY);
        assertThat(event.context().session()).isNull();
    }

    @Test
    void aSubmissionPassedBackByAToolIsOfItsLearner() {
        Event event = sample("raw-submission_created-tool-passback");

        assertThat(event.actor().id()).isEqualTo(ADA);
        assertThat(event.context().by()).isNull();
        assertThat(event.context().group()).isEqualTo(ROOT + "group:31410000000004410");
        assertThat(event.context().course()).isNull();
    }

    @Test
    void theFormOfStreamsMeansTheSame() {
        Event event = sample("raw-logged_in-kinesis-attributes");

        assertThat(event.actor().id()).isEqualTo(ADA);
        assertThat(event.verb().id()).isEqualTo(Iris.ADL_W3ID + "logged-in");
        assertThat(event.object())
                .isEqualTo(
                        new EventObject(
                                ROOT + "platform",
                                Iris.ACTIVITY_STREAMS + "application",
                                "lms.example.edu"));
    }

    @Test
    void nobodyActedMeansThePlatformDid() {
        ObjectNode event = Canvas.event("course_updated", "{'course_id':'77'}");
        ((ObjectNode) event.get("metadata")).remove("user_id");

        assertThat(Canvas.raw(event).actor())
                .isEqualTo(new Actor(ROOT + "platform", "SoftwareApplication", null));
    }

    @Test
    void withoutAnyMetadataButTheNameItIsStillAnEvent() {
        Event event =
                Canvas.raw(
                        Canvas.tree(
                                "{\"metadata\":{\"event_name\":\"grade_change\"},\"body\":{}}"));

        assertThat(event.actor().id()).isEqualTo("canvas:lms-1:platform");
        assertThat(event.object().id()).isEqualTo("urn:nucleus:native-type:CANVAS:grade_change");
        assertThat(event.eventTime()).isEqualTo(Received.RECEIVED_TIME);
    }

    @ParameterizedTest
    @CsvSource({
        "'\"2026-10-07T15:20:44.612Z\"', 2026-10-07T15:20:44.612Z",
        "'\"2026-10-07T15:20:44Z\"', 2026-10-07T15:20:44Z",
        "'\"2026-10-07T15:20:44\"', 2026-10-07T15:20:44Z",
        "'\"2026-10-07T17:20:44+02:00\"', 2026-10-07T15:20:44Z",
        "'\"2026-10-07 17:20:44 +0200\"', 2026-10-07T15:20:44Z",
        "'\"2026-10-07 15:20:44 UTC\"', 2026-10-07T15:20:44Z",
        "1791386444, 2026-10-07T15:20:44Z",
        "1791386444.612, 2026-10-07T15:20:44.612Z",
        "1791386444612, 2026-10-07T15:20:44.612Z",
        "'\"1791386444612\"', 2026-10-07T15:20:44.612Z",
        "99999999999, 5138-11-16T09:46:39Z",
        "100000000000, 1973-03-03T09:46:40Z",
        "null, 2026-11-02T09:30:00.250Z",
        "'\"\"', 2026-11-02T09:30:00.250Z",
    })
    void timesComeInManyForms(String sent, Instant time) {
        ObjectNode event = Canvas.event("logged_in", "{}");
        ((ObjectNode) event.get("metadata"))
                .set("event_time", Canvas.tree("{\"t\":" + sent + "}").get("t"));

        assertThat(Canvas.raw(event).eventTime()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({"'\"yesterday\"'", "true", "-5", "1e300", "1E-999999999", "{}"})
    void aTimeThatIsNoneLosesNoEvent(String sent) {
        for (String name : new String[] {"logged_in", "sis_batch_created"}) {
            ObjectNode event = Canvas.event(name, "{}");
            ((ObjectNode) event.get("metadata"))
                    .set("event_time", Canvas.tree("{\"t\":" + sent + "}").get("t"));
            assertThat(Canvas.raw(event).eventTime()).isEqualTo(Received.RECEIVED_TIME);
            assertThat(Canvas.raw(event).extensions()).containsKey(EventDraft.UNREAD_TIME);
        }
    }

    @Test
    void anEventWithoutANameIsRefused() {
        assertThat(
                        Received.refusal(
                                FailureKind.INVALID,
                                Received.of(Format.CANVAS, "raw", "{\"metadata\":{}}")))
                .isEqualTo("/metadata/event_name canvas.event");
    }

    @Test
    void theSameEventSaysTheSameInBothForms() {
        ObjectNode event = Canvas.event("logged_in", "{}");
        ObjectNode stream = event.deepCopy();
        stream.set("attributes", stream.remove("metadata"));

        assertThat(
                        Received.normalised(Received.of(Format.CANVAS, "raw", event.toString()))
                                .content())
                .isEqualTo(
                        Received.normalised(Received.of(Format.CANVAS, "raw", stream.toString()))
                                .content());
    }

    private static Event sample(String name) {
        return Canvas.raw(Canvas.tree(Canvas.sample(name)));
    }
}
