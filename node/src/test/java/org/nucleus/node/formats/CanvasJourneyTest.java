package org.nucleus.node.formats;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.canvas.CanvasCodec;
import org.nucleus.model.Event;
import org.nucleus.model.Format;
import org.nucleus.model.ReceivedEvent;
import org.nucleus.processor.normalise.Normaliser;
import org.nucleus.processor.normalise.Outcome;

import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** What the collector takes of Canvas is what the processor understands. */
final class CanvasJourneyTest {
    private static final Instant NOW = Instant.parse("2026-10-08T00:00:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "logged_in | 'user_id':'7' | {}",
                "logged_in | 'user_id':'7','real_user_id':'9' | {}",
                "logged_in | 'job_id':'1' | {}",
                "submission_created | 'job_id':'1' | {'user_id':'5','body':'text'}",
                "submission_created | 'user_id':'5','real_user_id':'9' | {'user_id':'5'}",
                "enrollment_created | 'user_id':'7' | {'user_id':5}",
                "course_progress | 'job_id':'1' | {'user':{'id':'5','email':'a@example.edu'}}",
                "learning_outcome_result_created | 'user_id':'7' | {'user_uuid':'u'}",
                "discussion_entry_created | 'job_id':'1' | {'user_id':'3141~5'}",
                "quizzes.unknown | 'user_id':'7' | null",
            })
    void aRawEventIsOrderedByTheActorItHas(String name, String metadata, String body) {
        Item.Good item =
                item(
                        ("{'metadata':{'root_account_id':'31410000000000001','event_name':'"
                                        + name
                                        + "',"
                                        + metadata
                                        + "},'body':"
                                        + body
                                        + "}")
                                .replace('\'', '"'));

        assertThat(event(item).actor().id()).isEqualTo(item.subject());
    }

    @Test
    void aRootAccountWithoutANameIsThatOfItsSource() {
        Item.Good item = item("{\"attributes\":{\"event_name\":\"logged_in\",\"user_id\":7}}");

        assertThat(item.subject()).isEqualTo("canvas:lms-1:user:7");
        assertThat(event(item).actor().id()).isEqualTo(item.subject());
    }

    @Test
    void aCaliperEventIsOrderedByTheActorItHas() {
        for (String actor : new String[] {"\"_:x\"", "{\"id\":\"urn:a\",\"type\":\"Person\"}"}) {
            Item.Good item =
                    item(
                            """
                            {"data": [{
                              "type": "ViewEvent", "action": "Viewed", "actor": %s,
                              "object": {"id": "urn:o", "type": "Entity"},
                              "extensions": {"com.instructure.canvas": {"client_ip": "192.0.2.7"}}
                            }]}
                            """
                                    .formatted(actor));
            Event event = event(item);

            assertThat(event.actor().id()).isEqualTo(item.subject());
            assertThat(event.payload()).doesNotContain("192.0.2.7");
        }
    }

    private static Item.Good item(String json) {
        Reading reading =
                new CanvasCodec(false)
                        .read(
                                new Delivery(
                                        "lms-1",
                                        "",
                                        null,
                                        json.getBytes(StandardCharsets.UTF_8),
                                        NOW));
        return (Item.Good) ((Reading.Taken) reading).items().get(0);
    }

    private static Event event(Item.Good item) {
        Outcome outcome =
                Normaliser.normalise(
                        new ReceivedEvent(
                                "oakfield",
                                "lms-1",
                                Format.CANVAS,
                                item.formatVersion(),
                                NOW,
                                item.eventId(),
                                item.subject(),
                                item.payload()));
        return ((Outcome.Normalised) outcome).event();
    }
}
