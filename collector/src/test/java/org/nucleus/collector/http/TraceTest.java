package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.Samples.envelope;
import static org.nucleus.collector.Samples.event;
import static org.nucleus.collector.Samples.eventWithoutActor;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;
import org.nucleus.model.Topic;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** The trace context of a request in the records that come of it. */
final class TraceTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private RunningCollector collector;

    @BeforeEach
    void start() {
        collector = RunningCollector.start();
    }

    @AfterEach
    void stop() {
        collector.close();
    }

    @Test
    void goesWithEveryRecordOfARequest() {
        String batch = "[" + statement(id()) + "," + statement(id()) + "]";
        post("/xapi/statements", "xapi", batch, "traceparent", PARENT, "tracestate", "a=1,b=2");

        assertThat(collector.log(Topic.EVENTS_RECEIVED, 2))
                .hasSize(2)
                .allSatisfy(record -> assertThat(header(record, "traceparent")).isEqualTo(PARENT))
                .allSatisfy(
                        record -> assertThat(header(record, "tracestate")).isEqualTo("a=1,b=2"));
    }

    @Test
    void goesWithWhatFailed() {
        post(
                "/caliper",
                "caliper",
                envelope(event(id()), eventWithoutActor(id())),
                "TraceParent",
                PARENT);

        assertThat(collector.log(Topic.EVENTS_RECEIVED, 1))
                .singleElement()
                .satisfies(record -> assertThat(header(record, "traceparent")).isEqualTo(PARENT));
        assertThat(collector.log(Topic.EVENTS_FAILED, 1))
                .singleElement()
                .satisfies(record -> assertThat(header(record, "traceparent")).isEqualTo(PARENT));
    }

    @Test
    void isLeftOutWhereThereIsNoneOrItIsInvalid() {
        post("/xapi/statements", "xapi", statement(id()), "tracestate", "a=1");
        post("/xapi/statements", "xapi", statement(id()), "traceparent", "00-nonsense-01");

        assertThat(collector.log(Topic.EVENTS_RECEIVED, 2))
                .hasSize(2)
                .allSatisfy(
                        record -> {
                            assertThat(header(record, "traceparent")).isNull();
                            assertThat(header(record, "tracestate")).isNull();
                        });
    }

    private void post(String path, String source, String body, String... more) {
        String[] headers = new String[6 + more.length];
        headers[0] = "Authorization";
        headers[1] = collector.bearer(source);
        headers[2] = "Content-Type";
        headers[3] = "application/json";
        headers[4] = "X-Experience-API-Version";
        headers[5] = "1.0.3";
        System.arraycopy(more, 0, headers, 6, more.length);
        HttpResponse<String> answer = Http.send("POST", collector.url(path), body, headers);
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return header == null ? null : new String(header.value(), StandardCharsets.US_ASCII);
    }
}
