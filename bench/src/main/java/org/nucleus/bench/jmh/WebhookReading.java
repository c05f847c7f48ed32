package org.nucleus.bench.jmh;

import org.nucleus.bench.sample.TypicalBody;
import org.nucleus.bench.sample.TypicalStatement;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.collector.webhook.bbb.BbbCodec;
import org.nucleus.collector.webhook.canvas.CanvasCodec;
import org.nucleus.collector.webhook.chime.ChimeCodec;
import org.nucleus.collector.webhook.classy.ClassyCodec;
import org.nucleus.collector.webhook.jaas.JaasCodec;
import org.nucleus.collector.webhook.jitsi.JitsiCodec;
import org.nucleus.collector.webhook.json.JsonCodec;
import org.nucleus.model.Format;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** What the collector does with an authentic body of each webhook format, up to the log. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class WebhookReading {
    private static final String TIMESTAMP = "2026-11-21T08:30:00.000Z";

    /** Every format that is pushed. */
    @Param({"CANVAS", "CHIME", "BBB", "JITSI", "JAAS", "CLASSY", "JSON"})
    public Format format;

    private WebhookCodec codec;
    private Delivery delivery;

    /** Makes the body. */
    @Setup
    public void prepare() {
        codec = codec(format);
        TypicalBody body = TypicalBody.of(format, TypicalStatement.ID_PREFIX, 1, TIMESTAMP, 0);
        delivery =
                new Delivery(
                        "bench",
                        "",
                        null,
                        body.text().getBytes(StandardCharsets.UTF_8),
                        Instant.parse(TIMESTAMP));
    }

    /** A body with one event. */
    @Benchmark
    public Reading event() {
        return codec.read(delivery);
    }

    private static WebhookCodec codec(Format format) {
        return switch (format) {
            case CANVAS -> new CanvasCodec(false);
            case CHIME -> new ChimeCodec();
            case BBB -> new BbbCodec(false);
            case JITSI -> new JitsiCodec();
            case JAAS -> new JaasCodec(false);
            case CLASSY -> new ClassyCodec();
            case JSON -> new JsonCodec();
            case XAPI, CALIPER, NUCLEUS ->
                    throw new IllegalArgumentException(format + " is not pushed");
        };
    }
}
