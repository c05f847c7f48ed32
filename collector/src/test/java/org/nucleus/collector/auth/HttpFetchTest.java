package org.nucleus.collector.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nucleus.runtime.net.OutboundHosts;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

final class HttpFetchTest {
    private final HttpFetch fetch = new HttpFetch();
    private final AtomicInteger asked = new AtomicInteger();
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/small", exchange -> answer(exchange, 200, 1024));
        server.createContext("/large", exchange -> answer(exchange, 200, 1 << 20));
        server.createContext("/gone", exchange -> answer(exchange, 404, 10));
        server.createContext("/elsewhere", this::redirect);
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        fetch.close();
    }

    @Test
    void givesASmallDocument() {
        assertThat(fetch.get(uri("/small")).join()).hasSize(1024);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/large", "/gone", "/elsewhere"})
    void givesNothingThatIsTooLargeMissingOrElsewhere(String path) {
        assertThatThrownBy(() -> fetch.get(uri(path)).join())
                .hasRootCauseInstanceOf(IOException.class);
    }

    @Test
    void failsWhereNobodyAnswers() {
        URI nowhere = uri("/small");
        server.stop(0);

        assertThatThrownBy(() -> fetch.get(nowhere).join())
                .hasRootCauseInstanceOf(IOException.class);
        assertThatThrownBy(() -> fetch.get(URI.create("mailto:a@b")).join())
                .hasCauseInstanceOf(IOException.class);
    }

    @Test
    void asksNoHostThatAPolicyMayNotName() {
        Fetch named = fetch.within(OutboundHosts.PUBLIC);

        for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]")) {
            URI uri = URI.create(uri("/small").toString().replace("127.0.0.1", host));
            assertThatThrownBy(() -> named.get(uri).join())
                    .as(host)
                    .hasRootCauseInstanceOf(IOException.class)
                    .hasMessageContaining("outbound.allowed.hosts");
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void asksAHostThatAnOperatorAllowsAndFollowsItNowhere() {
        Fetch named = fetch.within(new OutboundHosts(Set.of("127.0.0.1")));

        assertThat(named.get(uri("/small")).join()).hasSize(1024);
        assertThatThrownBy(() -> named.get(uri("/elsewhere")).join())
                .hasMessageContaining("answered 302");
        assertThat(asked).hasValue(2);
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Location", "/small");
        answer(exchange, 302, 1);
    }

    private void answer(HttpExchange exchange, int status, int bytes) throws IOException {
        asked.incrementAndGet();
        try (exchange) {
            exchange.sendResponseHeaders(status, bytes);
            exchange.getResponseBody().write(new byte[bytes]);
        }
    }
}
