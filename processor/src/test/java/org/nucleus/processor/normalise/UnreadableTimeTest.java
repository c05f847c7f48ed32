package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.nucleus.model.Event;
import org.nucleus.model.Format;

import java.util.List;
import java.util.Map;

/** What a system pushes is kept although nobody can read when it happened. */
final class UnreadableTimeTest {
    private static final List<String> TIMES =
            List.of(
                    "2026-11-02",
                    "Mon, 02 Nov 2026 09:12:00 GMT",
                    "2026-11-02T09:12:00,5Z",
                    "2026-11-02T09:12Z",
                    "0000-01-01T00:00:00Z",
                    "0001-01-01T00:00:00+01:00",
                    "9999-12-31T23:59:59-12:00",
                    "late");

    private static final Map<Format, String> EVENTS =
            Map.of(
                    Format.CANVAS,
                    "{'metadata':{'event_name':'logged_in','event_time':'%s','user_id':'7',"
                            + "'root_account_id':'1'},'body':{}}",
                    Format.JITSI,
                    "{'event_name':'muc-occupant-left','room_jid':'a@x','occupant':{"
                            + "'occupant_jid':'o','left_at':'%s'}}",
                    Format.JAAS,
                    "{'eventType':'ROOM_CREATED','sessionId':'s','fqn':'v/r','appId':'v',"
                            + "'timestamp':'%s','data':{}}",
                    Format.CLASSY,
                    "{'event':'message','timestamp':'%s','classId':'cls-1','actor':{'id':'a',"
                            + "'role':'teacher'},'data':{}}",
                    Format.CHIME,
                    "{'detail-type':'Chime Meeting State Change','detail':{'eventType':"
                            + "'chime:MeetingStarted','meetingId':'m','timestamp':'%s'}}",
                    Format.BBB,
                    "{'data':{'type':'event','id':'meeting-created','attributes':{'meeting':{"
                            + "'internal-meeting-id':'i','external-meeting-id':'e'}},'event':{"
                            + "'ts':'%s'}}}",
                    Format.JSON,
                    "{'type':'ping','timestamp':'%s'}");

    @ParameterizedTest
    @EnumSource(
            value = Format.class,
            names = {"CANVAS", "JITSI", "JAAS", "CLASSY", "CHIME", "BBB", "JSON"})
    void itHappenedWhenItWasReceivedAndSaysSo(Format format) {
        for (String time : TIMES) {
            Event event = event(format, EVENTS.get(format).formatted(time));

            assertThat(event.eventTime()).as(time).isEqualTo(Received.RECEIVED_TIME);
            assertThat(event.extensions()).containsEntry(EventDraft.UNREAD_TIME, '"' + time + '"');
        }
    }

    @Test
    void theCaliperFormOfCanvasToo() {
        Event event =
                Received.normalised(
                                Received.of(
                                        Format.CANVAS,
                                        "caliper",
                                        ("{'type':'Event','action':'Created','eventTime':'soon',"
                                             + "'actor':{'id':'urn:a','type':'Person'},"
                                             + "'object':{'id':'urn:o','type':'Entity'}}")
                                                .replace('\'', '"')))
                        .event();

        assertThat(event.eventTime()).isEqualTo(Received.RECEIVED_TIME);
        assertThat(event.extensions()).containsEntry(EventDraft.UNREAD_TIME, "\"soon\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "{} => null",
                "{'timestamp':null} => null",
                "{'timestamp':''} => null",
                "{'timestamp':'soon','time':1791284460} => null",
                "{'timestamp':1791284460,'time':'soon'} => null",
                "{'timestamp':-1} => -1",
                "{'timestamp':{'s':1}} => {'s':1}"
            },
            nullValues = "null")
    void onlyWhatWasSentAndNotReplacedByAnotherTimeIsNoted(String json, String noted) {
        assertThat(event(Format.JSON, json).extensions().get(EventDraft.UNREAD_TIME))
                .isEqualTo(noted == null ? null : noted.replace('\'', '"'));
    }

    @Test
    void aLongOneIsCut() {
        String json = EVENTS.get(Format.JSON).formatted("x".repeat(10_000));

        assertThat(event(Format.JSON, json).extensions().get(EventDraft.UNREAD_TIME))
                .isEqualTo('"' + "x".repeat(63) + "…\"");
    }

    private static Event event(Format format, String json) {
        return Received.event(format, json.replace('\'', '"'));
    }
}
