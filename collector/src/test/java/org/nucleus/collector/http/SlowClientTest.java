package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.RunningCollector;

/** Clients that take longer than they may; only what ends by a time-out is tested here. */
final class SlowClientTest {
    private static RunningCollector collector;

    @BeforeAll
    static void start() {
        collector =
                RunningCollector.start(
                        "collector.http.request.timeout", "1s",
                        "collector.http.idle.timeout", "2s");
    }

    @AfterAll
    static void stop() {
        collector.close();
    }

    @Test
    void givesUpOnABodyThatComesTooSlowly() {
        try (RawClient client = client()) {
            client.write(head("Content-Length: 100"));
            client.write("{");
            assertThat(client.readHead())
                    .startsWith("HTTP/1.1 408 ")
                    .containsIgnoringCase("connection: close");
            assertThat(client.isHungUp()).isTrue();
        }
    }

    @Test
    void hangsUpOnAHeadThatComesTooSlowly() {
        try (RawClient client = client()) {
            client.write("POST /xapi/statements HTT");
            assertThat(client.isHungUp()).isTrue();
        }
    }

    @Test
    void hangsUpOnAConnectionThatIsIdle() {
        try (RawClient client = client()) {
            client.write("GET /xapi/about HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readHead()).startsWith("HTTP/1.1 200 ");
            assertThat(client.isHungUp()).isTrue();
        }
    }

    private static RawClient client() {
        return new RawClient(collector.service().port());
    }

    private static String head(String more) {
        return "POST /xapi/statements HTTP/1.1\r\nHost: x\r\nAuthorization: %s\r\nContent-Type: application/json\r\nX-Experience-API-Version: 1.0.3\r\n%s\r\n\r\n"
                .formatted(collector.basic("xapi"), more);
    }
}
