package org.nucleus.processor.normalise;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.model.Event;
import org.nucleus.model.Format;

import java.time.Instant;

final class JsonEventTest {
    @Test
    void isKeptWholeUnderAVerbThatSaysNothing() {
        String json = "{\"type\":\"door.opened\",\"n\":17000000000000000001}";

        Event event = Received.event(Format.JSON, json);

        assertThat(event.verb().id()).isEqualTo("urn:nucleus:verb:unmapped");
        assertThat(event.object().id()).isEqualTo("urn:nucleus:native-type:JSON:door.opened");
        assertThat(event.provenance().nativeType()).isEqualTo("door.opened");
        assertThat(event.actor().id()).isEqualTo("urn:nucleus:platform:lms-1");
        assertThat(event.eventTime()).isEqualTo(Received.RECEIVED_TIME);
        assertThat(event.payload()).isEqualTo(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "{\"event\":\"a\",\"type\":\"b\"} => b",
                "{\"type\":7,\"eventType\":\"c:d\"} => c:d",
                "{\"type\":\"two words\",\"action\":\"e\"} => e",
                "{\"type\":\"\"} => untold",
                "{} => untold"
            })
    void isCountedByWhatItCallsItself(String json, String type) {
        assertThat(Received.event(Format.JSON, json).provenance().nativeType()).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " => ",
            value = {
                "{\"time\":\"2026-11-02T08:00:00Z\"} => 2026-11-02T08:00:00Z",
                "{\"timestamp\":1791284460} => 2026-10-06T11:01:00Z",
                "{\"timestamp\":\"soon\",\"created_at\":1791284460143} => 2026-10-06T11:01:00.143Z",
                "{\"time\":{}} => 2026-11-02T09:30:00.250Z"
            })
    void happenedWhenItSaysSo(String json, String time) {
        assertThat(Received.event(Format.JSON, json).eventTime()).isEqualTo(Instant.parse(time));
    }
}
