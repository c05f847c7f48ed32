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

final class JitsiEventTest {
    private static final String ROOM = "geo2@muc.meet.example.org";
    private static final String JID = "7f1@meet.example.org/kQ2w";

    @ParameterizedTest
    @CsvSource({
        "muc-room-created,http://adlnet.gov/expapi/verbs/initialized,1791284400",
        "muc-room-destroyed,http://adlnet.gov/expapi/verbs/terminated,1791288000",
        "muc-occupant-joined,http://activitystrea.ms/join,1791284460",
        "muc-occupant-left,http://activitystrea.ms/leave,1791284999",
    })
    void mapsEveryRowOfTheTable(String name, String verb, long seconds) {
        Event event = event(name, "", "");
        assertThat(event.verb().id()).isEqualTo(verb);
        assertThat(event.verb().sentId()).isEqualTo(name);
        assertThat(event.provenance().nativeType()).isEqualTo(name);
        assertThat(event.eventTime()).isEqualTo(Instant.ofEpochSecond(seconds));
        assertThat(event.object().id()).isEqualTo(ROOM);
        assertThat(event.object().type()).isEqualTo(Iris.MEETING);
        assertThat(event.object().name()).isEqualTo("geo2");
        assertThat(event.context().meeting()).isEqualTo(ROOM);
        assertThat(event.context().platform()).isEqualTo("muc.meet.example.org");
        assertThat(event.context().parents()).isEmpty();
    }

    @Test
    void roomsAreMadeByThePlatform() {
        Event event = event("muc-room-created", "", "");
        assertThat(event.actor().id()).isEqualTo("urn:nucleus:platform:lms-1");
        assertThat(event.actor().type()).isEqualTo("SoftwareApplication");
    }

    @Test
    void whoLoggedInIsKnownOnTheServer() {
        Event event = event("muc-occupant-joined", "", "\"id\":\"m-7\",\"name\":\"Mira\",");
        assertThat(event.actor().id())
                .isEqualTo("account:urn:nucleus:jitsi:muc.meet.example.org|m-7");
        assertThat(event.actor().displayName()).isEqualTo("Mira");
        assertThat(
                        event("muc-occupant-left", "", "\"id\":\"\",\"email\":\"m@x.org\",")
                                .actor()
                                .id())
                .isEqualTo("account:urn:nucleus:jitsi:muc.meet.example.org|m@x.org");
    }

    @Test
    void anybodyElseIsAnonymousWithinTheMeeting() {
        assertThat(event("muc-occupant-joined", "", "").context().session()).isEqualTo(JID);
        assertThat(event("muc-occupant-joined", "", "").actor().id())
                .isEqualTo("anonymous:" + ROOM + "|" + JID)
                .isEqualTo(breakout("muc-occupant-left").actor().id());
    }

    @Test
    void aBreakoutRoomIsBelowItsMeeting() {
        Event event = breakout("muc-occupant-joined");
        assertThat(event.object().id()).isEqualTo(ROOM + "/b-1");
        assertThat(event.context().meeting()).isEqualTo(ROOM);
        assertThat(event.context().parents()).isEqualTo(List.of(ROOM));
        assertThat(event.extensions()).containsEntry("breakout_room_id", "\"b-1\"");
    }

    @Test
    void keepsTheTimesThatInstancesAreToldBy() {
        assertThat(event("muc-room-destroyed", "", "").extensions())
                .containsEntry("created_at", "1791284400");
        assertThat(event("muc-occupant-joined", "", "").extensions())
                .containsEntry("joined_at", "1791284460");
    }

    @Test
    void keepsSpeakingTimeAndLastSpans() {
        assertThat(
                        event("muc-occupant-left", "", "\"total_dominant_speaker_time\":48210,")
                                .extensions())
                .containsEntry("total_dominant_speaker_time", "48210");
        assertThat(
                        event("muc-room-destroyed", "\"all_occupants\":[{\"joined_at\":1}],", "")
                                .extensions())
                .containsEntry("all_occupants", "[{\"joined_at\":1}]");
    }

    @Test
    void aLeaveWithoutOccupantIsOfSomebody() {
        Event event =
                Received.event(
                        Format.JITSI,
                        "{\"event_name\":\"muc-occupant-left\",\"room_jid\":\"" + ROOM + "\"}");
        assertThat(event.actor().id()).isEqualTo("anonymous:" + Received.ID);
        assertThat(event.eventTime()).isEqualTo(Received.RECEIVED_TIME);
    }

    @Test
    void anUnknownTypeIsOneEventThatSaysSo() {
        Event event = Received.event(Format.JITSI, "{\"event_name\":\"muc-poll\"}");
        assertThat(event.verb().id()).isEqualTo("urn:nucleus:verb:unmapped");
        assertThat(event.object().id()).isEqualTo("urn:nucleus:native-type:JITSI:muc-poll");
        assertThat(event.provenance().nativeType()).isEqualTo("muc-poll");
        assertThat(event.context().meeting()).isNull();
    }

    @Test
    void whatHasNoNameIsAFailure() {
        assertThat(Received.refusal(FailureKind.INVALID, Received.of(Format.JITSI, "{}")))
                .isEqualTo("/event_name jitsi.event_name");
    }

    private static Event breakout(String name) {
        return event(name, "\"is_breakout\":true,\"breakout_room_id\":\"b-1\",", "");
    }

    private static Event event(String name, String more, String moreOfOccupant) {
        return Received.event(Format.JITSI, json(name, more, moreOfOccupant));
    }

    private static String json(String name, String more, String moreOfOccupant) {
        String times = "\"joined_at\":1791284460,\"left_at\":1791284999";
        String rest =
                name.startsWith("muc-room")
                        ? "\"created_at\":1791284400,\"destroyed_at\":1791288000"
                        : "\"occupant\":{"
                                + moreOfOccupant
                                + "\"occupant_jid\":\""
                                + JID
                                + "\","
                                + times
                                + "}";
        return "{\"event_name\":\""
                + name
                + "\",\"room_name\":\"geo2\",\"room_jid\":\""
                + ROOM
                + "\","
                + more
                + rest
                + "}";
    }
}
