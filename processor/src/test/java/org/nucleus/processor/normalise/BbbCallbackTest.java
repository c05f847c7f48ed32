package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.model.Event;
import org.nucleus.model.FailureKind;

import java.time.Instant;
import java.util.List;

final class BbbCallbackTest {
    private static final String SAMPLE = Meetings.resource("/bbb/analytics-callback.json");
    private static final String FORK =
            Meetings.resource("/bbb/analytics-callback-body-fork-mixed-ids.json");
    private static final String MEETING = "e402e3a20aebe489165d05417ebb6b43b274d00c-1791284400040";

    @Test
    void itIsItselfAndEveryAttendeeAndEveryVote() {
        List<Event> events = Meetings.events("callback", SAMPLE);

        assertThat(events)
                .extracting(event -> event.provenance().nativeType())
                .containsExactly(
                        BbbCallback.CALLBACK,
                        BbbCallback.ATTENDEE,
                        BbbCallback.ATTENDEE,
                        BbbCallback.ATTENDEE,
                        BbbCallback.VOTE);
        assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(events).allMatch(event -> event.context().meeting().equals(MEETING));
        assertThat(events)
                .allMatch(event -> event.context().parents().equals(List.of("bio-7-tue")));
    }

    @Test
    void theCallbackItselfKeepsEverything() {
        Event event = Meetings.events("callback", SAMPLE).getFirst();

        assertThat(event.id()).isEqualTo(Received.ID);
        assertThat(event.verb().id()).isEqualTo("urn:nucleus:verb:unmapped");
        assertThat(event.eventTime()).isEqualTo(Instant.parse("2026-10-06T11:40:00Z"));
        assertThat(event.payload()).isEqualTo(SAMPLE);
    }

    @Test
    void anAttendeeAttendedForSoLong() {
        Event ada = Meetings.events("callback", SAMPLE).get(1);
        Event chloe = Meetings.events("callback", SAMPLE).get(3);

        assertThat(ada.verb().id()).isEqualTo("http://adlnet.gov/expapi/verbs/attended");
        assertThat(ada.object().id()).isEqualTo(MEETING);
        assertThat(ada.object().type()).isEqualTo(Iris.MEETING);
        assertThat(ada.object().name()).isEqualTo("Biology 7, Tuesday");
        assertThat(ada.actor().id()).isEqualTo("account:urn:nucleus:source:lms-1|u-1041");
        assertThat(ada.actor().displayName()).isEqualTo("Ada Moreau");
        assertThat(ada.result().duration()).isEqualTo("PT28M");
        assertThat(ada.eventTime()).isEqualTo(Instant.parse("2026-10-06T11:30:00Z"));
        assertThat(ada.extensions()).containsEntry("chats", "1").containsEntry("talk_time", "0");
        assertThat(ada.context().role()).isEqualTo("VIEWER");
        assertThat(chloe.context().role()).isEqualTo("MODERATOR");
        assertThat(ada.payload()).contains("w_adamoreau01").doesNotContain("Basil");
    }

    @Test
    void aVoteIsItsVotersThoughTheIdIsMangled() {
        Event vote = Meetings.events("callback", SAMPLE).get(4);

        assertThat(vote.verb().id()).isEqualTo("http://adlnet.gov/expapi/verbs/answered");
        assertThat(vote.actor().id()).isEqualTo("account:urn:nucleus:source:lms-1|u-1041");
        assertThat(vote.object().id()).isEqualTo(MEETING + "/1/1791285360000");
        assertThat(vote.object().type())
                .isEqualTo("http://adlnet.gov/expapi/activities/cmi.interaction");
        assertThat(vote.result().response()).isEqualTo("telophase");
        assertThat(vote.eventTime()).isEqualTo(Instant.parse("2026-10-06T11:16:00Z"));
    }

    @Test
    void aVoteIsAnEventOfItsOwnWhateverAWebhookBrought() {
        String webhook =
                Meetings.resource("/bbb/webhook-timeline.ndjson")
                        .lines()
                        .filter(line -> line.contains("poll-responded"))
                        .findFirst()
                        .orElseThrow();
        Outcome.Normalised answer =
                Meetings.normalised(Normaliser.normalise(Meetings.bbb("webhook", webhook)))
                        .getFirst();
        Outcome.Normalised vote =
                Meetings.normalised(Normaliser.normalise(Meetings.bbb("callback", SAMPLE)))
                        .getLast();

        assertThat(vote.event().id()).isNotEqualTo(answer.event().id());
        assertThat(vote.event().object().id()).isEqualTo(answer.event().object().id());
        assertThat(vote.content()).isNotEqualTo(Outcome.SAID_BY_ID);
    }

    @Test
    void aVotersPayloadHoldsNobodyElsesVote() {
        String two = SAMPLE.replace("\"votes\":{", "\"votes\":{\"u_1042\":\"prophase\",");
        List<Event> votes = Meetings.events("callback", two).subList(4, 6);

        assertThat(votes.getFirst().payload()).contains("u_1042").doesNotContain("u_1041");
        assertThat(votes.getLast().payload()).contains("u_1041").doesNotContain("u_1042");
        assertThat(votes.getFirst().actor().displayName()).isEqualTo("Basil Okafor");
    }

    @Test
    void aVoteOfNobodyOrOfEitherOfTwoIsSomebodysOfThisMeeting() {
        Event nobodys =
                Meetings.events("callback", SAMPLE.replace("\"u_1041\"", "\"gone\"")).getLast();
        Event eithers =
                Meetings.events("callback", SAMPLE.replace("\"u-1042\"", "\"U-1041\"")).getLast();

        assertThat(nobodys.actor().id()).isEqualTo("anonymous:" + MEETING + "|gone");
        assertThat(eithers.actor().id()).isEqualTo("anonymous:" + MEETING + "|u_1041");
    }

    @Test
    void aForksNumbersMapsAndTimesAreReadToo() {
        List<Event> events = Meetings.events("callback", FORK);

        assertThat(events).hasSize(4);
        assertThat(events.get(0).eventTime()).isEqualTo(Instant.parse("2026-10-07T11:15:00Z"));
        assertThat(events.get(1).actor().id()).isEqualTo("account:urn:nucleus:source:lms-1|1041");
        assertThat(events.get(1).result().duration()).isEqualTo("PT14M30S");
        assertThat(events.get(2).actor().id()).startsWith("anonymous:").endsWith("|w_dariopham01");
        assertThat(events.get(2).eventTime()).isEqualTo(Instant.parse("2026-10-07T11:02:10Z"));
        assertThat(events.get(3).actor().id()).isNotEqualTo(events.get(2).actor().id());
    }

    @Test
    void durationsSentAsTextCount() {
        String text = SAMPLE.replace("\"duration\":1680", "\"duration\":\"1680\"");

        assertThat(text).isNotEqualTo(SAMPLE);
        assertThat(Meetings.events("callback", text).get(1).result().duration()).isEqualTo("PT28M");
    }

    @Test
    void aRevisionHasTheIdsOfTheFirstAndOtherContentWhereItDiffers() {
        List<Outcome.Normalised> first =
                Meetings.normalised(Normaliser.normalise(Meetings.bbb("callback", SAMPLE)));
        List<Outcome.Normalised> revision =
                Meetings.normalised(
                        Normaliser.normalise(
                                Meetings.bbb(
                                        "callback",
                                        SAMPLE.replace("\"duration\":1680", "\"duration\":1690"))));

        assertThat(revision)
                .extracting(part -> part.event().id())
                .isEqualTo(first.stream().map(part -> part.event().id()).toList());
        assertThat(revision.get(1).content()).isNotEqualTo(first.get(1).content());
        assertThat(revision.get(2).content()).isEqualTo(first.get(2).content());
    }

    @Test
    void anAttendeeListedTwiceOrWithoutIdIsNotLost() {
        String odd =
                """
                {"internal_meeting_id":"m-1","data":{"attendees":[{"ext_user_id":"a"},7,\
                {"ext_user_id":"a","duration":5},{"name":"Anna"},{"name":"Anna"}],\
                "polls":[{"votes":{"a":["x","y"],"b":{"length":3,"sha256":"00"}}},null]}}\
                """;
        List<Event> events = Meetings.events("callback", odd);

        assertThat(events).hasSize(7);
        assertThat(events).extracting(Event::id).doesNotHaveDuplicates();
        assertThat(events.get(3).actor()).isNotEqualTo(events.get(4).actor());
        assertThat(events.get(5).result().response()).isEqualTo("x[,]y");
        assertThat(events.get(6).result().response()).isNull();
        assertThat(events).allMatch(event -> event.eventTime().equals(Received.RECEIVED_TIME));
    }

    @Test
    void withoutAMeetingItIsRefused() {
        assertThat(
                        Received.refusal(
                                FailureKind.INVALID,
                                Meetings.bbb("callback", "{\"data\":{\"attendees\":[]}}")))
                .isEqualTo("/internal_meeting_id bbb.meeting");
    }

    @ParameterizedTest
    @CsvSource({
        "u-1041, u_1041",
        "U-1041, u_1041",
        "adaMoreau, ada_moreau",
        "LMSUser7A, lms_user7_a",
        "u_1041, u_1041",
        "1041, 1041"
    })
    void idsAreMangledAsTheSenderDoesIt(String id, String mangled) {
        assertThat(BbbAttendee.mangled(id)).isEqualTo(mangled);
        assertThat(BbbAttendee.mangled(mangled)).isEqualTo(mangled);
    }
}
