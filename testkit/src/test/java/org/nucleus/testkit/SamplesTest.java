package org.nucleus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.nucleus.model.EventCodec;
import org.nucleus.model.FailedEvent;
import org.nucleus.model.FailedEventCodec;

import java.util.List;

final class SamplesTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ID = "3a648e68-f00d-4c08-aa59-8738e1884f2c";

    @Test
    void statementsAreJsonWithTheirIds() throws Exception {
        JsonNode batch = JSON.readTree(Statements.batch(List.of(ID, "other")));

        assertThat(batch).hasSize(2);
        assertThat(batch.get(0).get("id").textValue()).isEqualTo(ID);
        JsonNode own = JSON.readTree(Statements.statement(ID, "ann", "quiz"));
        assertThat(own.at("/actor/mbox").textValue()).isEqualTo("mailto:ann@example.org");
        assertThat(own.at("/object/id").textValue()).endsWith("/quiz");
    }

    @Test
    void envelopesAreJsonWithTheirEvents() throws Exception {
        JsonNode envelope = JSON.readTree(Envelopes.envelope(List.of("urn:uuid:" + ID)));

        assertThat(envelope.at("/data/0/id").textValue()).isEqualTo("urn:uuid:" + ID);
        assertThat(envelope.get("dataVersion").textValue()).endsWith("/v1p2");
    }

    @Test
    void eventsPassTheirCodecs() {
        assertThat(EventCodec.decode(EventCodec.encode(Events.event(ID))))
                .isEqualTo(Events.event(ID));
        assertThat(FailedEventCodec.decode(FailedEventCodec.encode(Events.failedEvent(ID))))
                .extracting(FailedEvent::failedId)
                .isEqualTo(ID);
    }
}
