package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.model.Event;
import org.nucleus.model.FailureKind;
import org.nucleus.model.Format;

import java.time.Instant;
import java.util.List;

final class ClassyEventTest {
    private static final String TEACHER = "{\"id\":\"t-2\",\"name\":\"Nora\",\"role\":\"teacher\"}";
    private static final String GUEST =
            "{\"id\":null,\"name\":\"guest-elk\",\"role\":\"public\",\"socketId\":\"k-9\"}";

    @ParameterizedTest
    @CsvSource({
        "sessionCreate,http://adlnet.gov/expapi/verbs/initialized",
        "sessionTerminate,http://adlnet.gov/expapi/verbs/terminated",
        "sessionJoin,http://activitystrea.ms/join",
        "sessionLeave,http://activitystrea.ms/leave",
        "waitingRoomEntered,http://activitystrea.ms/request",
        "waitingRoomAdmitted,http://activitystrea.ms/accept",
        "participantRemoved,http://activitystrea.ms/remove",
    })
    void mapsWhatHappensToASession(String name, String verb) {
        Event event = event(name, TEACHER, "{\"title\":\"Glaciers\"}");
        assertThat(event.verb().id()).isEqualTo(verb);
        assertThat(event.verb().sentId()).isEqualTo(name);
        assertThat(event.provenance().nativeType()).isEqualTo(name);
        assertThat(event.object().id()).isEqualTo("cls-1");
        assertThat(event.object().type()).isEqualTo(Iris.MEETING);
        assertThat(event.object().name()).isEqualTo("Glaciers");
        assertThat(event.actor().id()).isEqualTo("account:urn:nucleus:source:lms-1|t-2");
        assertThat(event.actor().displayName()).isEqualTo("Nora");
        assertThat(event.context().role()).isEqualTo("teacher");
        assertThat(event.context().meeting()).isEqualTo("cls-1");
        assertThat(event.context().learner()).isNull();
        assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-10-06T13:00:20.120Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "message,https://w3id.org/xapi/acrossx/verbs/posted",
        "editMessage,https://w3id.org/xapi/acrossx/verbs/edited",
    })
    void aMessageStaysTheSameWhenEdited(String name, String verb) {
        Event event =
                event(name, TEACHER, "{\"messageId\":\"m-1\",\"length\":17,\"sha256\":\"ab\"}");
        assertThat(event.verb().id()).isEqualTo(verb);
        assertThat(event.object().id()).isEqualTo("cls-1/messages/m-1");
        assertThat(event.object().type())
                .isEqualTo("https://w3id.org/xapi/acrossx/activities/message");
        assertThat(event.context().parents()).isEqualTo(List.of("cls-1"));
        assertThat(event.extensions())
                .containsEntry("length", "17")
                .containsEntry("sha256", "\"ab\"");
    }

    @ParameterizedTest
    @CsvSource({"waitingRoomAdmitted", "participantRemoved"})
    void whoIsLetInOrRemovedIsTheLearner(String name) {
        Event event = event(name, TEACHER, "{\"target\":" + GUEST + ",\"reason\":\"kicked\"}");
        assertThat(event.actor().id()).isEqualTo("account:urn:nucleus:source:lms-1|t-2");
        assertThat(event.context().learner()).isEqualTo("anonymous:cls-1|k-9");
        assertThat(event.extensions()).containsEntry("urn:nucleus:reason", "\"kicked\"");
    }

    @Test
    void aGuestIsAnonymousWithinTheSession() {
        Event entered = event("waitingRoomEntered", GUEST, "{}");
        assertThat(entered.actor().id()).isEqualTo("anonymous:cls-1|k-9");
        assertThat(entered.context().session()).isEqualTo("k-9");
        assertThat(entered.actor().displayName()).isEqualTo("guest-elk");
        assertThat(event("sessionJoin", GUEST, "{}").actor().id()).isEqualTo(entered.actor().id());
        String elsewhere = json("sessionJoin", GUEST, "{}").replace("cls-1", "cls-2");
        assertThat(Received.event(Format.CLASSY, elsewhere).actor().id())
                .isEqualTo("anonymous:cls-2|k-9");
    }

    @Test
    void aGuestWithoutASocketIsTheSameOnlyInItsEvent() {
        assertThat(event("sessionJoin", "{\"name\":\"guest-elk\"}", "{}").actor().id())
                .isEqualTo("anonymous:" + Received.ID);
    }

    @Test
    void keepsHowALeaveIsKnown() {
        assertThat(
                        event("sessionLeave", TEACHER, "{\"derivedFrom\":\"socketDisconnect\"}")
                                .extensions())
                .containsEntry("derivedFrom", "\"socketDisconnect\"");
    }

    @Test
    void anUnknownEventIsOneThatSaysSo() {
        Event event = event("whiteboardOpened", TEACHER, "{}");
        assertThat(event.verb().id()).isEqualTo("urn:nucleus:verb:unmapped");
        assertThat(event.object().id())
                .isEqualTo("urn:nucleus:native-type:CLASSY:whiteboardOpened");
        assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-10-06T13:00:20.120Z"));
        assertThat(event.context().meeting()).isEqualTo("cls-1");
    }

    @Test
    void whatHasNoNameIsAFailure() {
        assertThat(Received.refusal(FailureKind.INVALID, Received.of(Format.CLASSY, "{}")))
                .isEqualTo("/event classy.event");
    }

    private static Event event(String name, String actor, String data) {
        return Received.event(Format.CLASSY, json(name, actor, data));
    }

    private static String json(String name, String actor, String data) {
        return """
        {"eventId":"01K7A0G1AC1ERS000000000YD2","event":"%s",\
        "timestamp":"2026-10-06T13:00:20.120Z","sessionId":"cls-1","actor":%s,"data":%s}\
        """
                .formatted(name, actor, data);
    }
}
