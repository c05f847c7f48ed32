package org.nucleus.bench.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.collector.caliper.EnvelopeOutcome;
import org.nucleus.collector.caliper.EnvelopeReader;
import org.nucleus.collector.caliper.Item;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.xapi.ReadOutcome;
import org.nucleus.collector.xapi.StatementReader;
import org.nucleus.collector.xapi.XapiVersion;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

class TypicalSamplesTest {
    private static final String TIMESTAMP = "2026-11-21T08:30:00.000Z";

    @Test
    void theStatementIsOfTypicalSizeAndAccepted() {
        String statement = TypicalStatement.one(TypicalStatement.ID_PREFIX, 7, TIMESTAMP, 0);

        assertThat(statement.length()).isBetween(700, 900);
        assertThat(read(statement))
                .isInstanceOfSatisfying(
                        ReadOutcome.Accepted.class,
                        accepted ->
                                assertThat(accepted.statements().getFirst().id())
                                        .hasToString(TypicalStatement.ID_PREFIX + "000000000007"));
    }

    @Test
    void theArrayIsAcceptedWhole() {
        assertThat(read(TypicalStatement.array(TypicalStatement.ID_PREFIX, 50, TIMESTAMP, 0)))
                .isInstanceOfSatisfying(
                        ReadOutcome.Accepted.class,
                        accepted -> assertThat(accepted.statements()).hasSize(50));
    }

    @Test
    void theEnvelopeHasOneGoodEvent() {
        byte[] body = TypicalEnvelope.JSON.getBytes(StandardCharsets.UTF_8);

        assertThat(EnvelopeReader.read(body, "bench"))
                .isInstanceOfSatisfying(
                        EnvelopeOutcome.Read.class,
                        read ->
                                assertThat(read.items())
                                        .singleElement()
                                        .isInstanceOf(Item.Good.class));
    }

    private static ReadOutcome read(String body) {
        return new StatementReader(UUID::randomUUID)
                .read(
                        Slice.of(body.getBytes(StandardCharsets.UTF_8)),
                        XapiVersion.fromHeader("1.0.3").get(),
                        "bench");
    }
}
