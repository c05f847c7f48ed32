package org.nucleus.bench.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nucleus.bench.jmh.WebhookReading;
import org.nucleus.collector.caliper.EnvelopeOutcome;
import org.nucleus.collector.caliper.EnvelopeReader;
import org.nucleus.collector.caliper.Item;
import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.xapi.ReadOutcome;
import org.nucleus.collector.xapi.StatementReader;
import org.nucleus.collector.xapi.XapiVersion;
import org.nucleus.model.Format;

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
        byte[] body = body(Format.CALIPER);

        assertThat(EnvelopeReader.read(body, "bench"))
                .isInstanceOfSatisfying(
                        EnvelopeOutcome.Read.class,
                        read ->
                                assertThat(read.items())
                                        .singleElement()
                                        .isInstanceOf(Item.Good.class));
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"XAPI", "CALIPER", "NUCLEUS"})
    void theWebhookHasOneGoodEventOfAboutAKilobyte(Format format) {
        byte[] body = body(format);

        assertThat(body.length).isBetween(600, 1600);
        WebhookReading benchmark = new WebhookReading();
        benchmark.format = format;
        benchmark.prepare();
        assertThat(benchmark.event())
                .isInstanceOfSatisfying(
                        Reading.Taken.class,
                        taken ->
                                assertThat(taken.items())
                                        .singleElement()
                                        .isInstanceOf(
                                                org.nucleus.collector.webhook.Item.Good.class));
    }

    private static byte[] body(Format format) {
        return TypicalBody.of(format, TypicalStatement.ID_PREFIX, 1, "2026-11-21T08:30:00Z", 0)
                .text()
                .getBytes(StandardCharsets.UTF_8);
    }

    private static ReadOutcome read(String body) {
        return new StatementReader(UUID::randomUUID)
                .read(
                        Slice.of(body.getBytes(StandardCharsets.UTF_8)),
                        XapiVersion.fromHeader("1.0.3").get(),
                        "bench");
    }
}
