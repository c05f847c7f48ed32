package org.nucleus.collector.http;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.Settings;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How the collector listens, and what it bounds.
 *
 * @param port where; 0 picks a free one
 * @param host on which address
 * @param eventLoops threads that serve requests; 0 for as many as processors
 * @param requestTimeout within which a request must have arrived whole
 * @param idleTimeout after which a connection without request is closed
 * @param requestMaxBytes most bytes of one body, as sent and inflated
 * @param requestMaxEvents most events of one body
 * @param inflightMaxBytes most bytes of all bodies between arrival and answer
 * @param source what one source may have of that
 * @param tls certificate and key, where it speaks TLS
 * @param clearTextHttp2 whether HTTP/2 is spoken without TLS
 * @param corsOrigins origins whose pages may send, {@code *} for all
 */
public record HttpSettings(
        int port,
        String host,
        int eventLoops,
        Duration requestTimeout,
        Duration idleTimeout,
        long requestMaxBytes,
        int requestMaxEvents,
        long inflightMaxBytes,
        SourceSettings source,
        TlsSettings tls,
        boolean clearTextHttp2,
        List<String> corsOrigins) {
    static final Setting<Integer> PORT =
            Setting.port("collector.http.port", 8080, "Where the collector listens.");
    static final Setting<String> HOST =
            Setting.text(
                    "collector.http.host", "0.0.0.0", "On which address the collector listens.");
    static final Setting<Integer> EVENT_LOOPS =
            Setting.count(
                    "collector.http.event.loops",
                    0,
                    0,
                    256,
                    "Threads that serve requests; 0 takes as many as there are processors.");
    static final Setting<Duration> REQUEST_TIMEOUT =
            Setting.duration(
                    "collector.http.request.timeout",
                    "30s",
                    "Within which a request must have arrived whole; slower ones get 408.");
    static final Setting<Duration> IDLE_TIMEOUT =
            Setting.duration(
                    "collector.http.idle.timeout",
                    "75s",
                    "After which a connection without a request is closed.");
    static final Setting<Long> REQUEST_MAX_BYTES =
            Setting.bytes(
                    "collector.request.max.bytes",
                    "1MiB",
                    "Most bytes of one request body, as sent and inflated; larger ones get 413.");
    static final Setting<Integer> REQUEST_MAX_EVENTS =
            Setting.count(
                    "collector.request.max.events",
                    10_000,
                    1,
                    1_000_000,
                    "Most events of one request body; more get 413. Files sent to /bulk may hold"
                            + " any number.");
    static final Setting<Long> INFLIGHT_MAX_BYTES =
            Setting.bytes(
                    "collector.inflight.max.bytes",
                    "32MiB",
                    "Most bytes of all bodies between arrival and answer; beyond it 503.");
    static final Setting<Boolean> H2C =
            Setting.flag(
                    "collector.http.h2c",
                    false,
                    "Whether HTTP/2 is spoken without TLS too, for a proxy in front that knows it;"
                            + " clients that ask for an upgrade must then send small bodies.");
    static final Setting<List<String>> CORS_ORIGINS =
            Setting.list(
                    "collector.cors.origins",
                    "",
                    "Origins whose pages may send, such as https://lms.example.org; * for all.");

    /** Everything that can be set here. */
    public static final List<Setting<?>> SETTINGS = settings();

    public HttpSettings {
        Objects.requireNonNull(host, "host is null");
        Objects.requireNonNull(requestTimeout, "requestTimeout is null");
        Objects.requireNonNull(idleTimeout, "idleTimeout is null");
        Objects.requireNonNull(source, "source is null");
        Objects.requireNonNull(tls, "tls is null");
        corsOrigins = List.copyOf(corsOrigins);
    }

    /** Reads them. */
    public static HttpSettings from(Settings settings) {
        return new HttpSettings(
                settings.value(PORT),
                settings.value(HOST),
                settings.value(EVENT_LOOPS),
                settings.value(REQUEST_TIMEOUT),
                settings.value(IDLE_TIMEOUT),
                settings.value(REQUEST_MAX_BYTES),
                settings.value(REQUEST_MAX_EVENTS),
                settings.value(INFLIGHT_MAX_BYTES),
                SourceSettings.from(settings),
                TlsSettings.from(settings),
                settings.value(H2C),
                settings.value(CORS_ORIGINS));
    }

    private static List<Setting<?>> settings() {
        List<Setting<?>> all =
                new ArrayList<>(
                        List.of(
                                PORT,
                                HOST,
                                EVENT_LOOPS,
                                REQUEST_TIMEOUT,
                                IDLE_TIMEOUT,
                                REQUEST_MAX_BYTES,
                                REQUEST_MAX_EVENTS,
                                INFLIGHT_MAX_BYTES));
        all.addAll(SourceSettings.SETTINGS);
        all.addAll(TlsSettings.SETTINGS);
        all.add(H2C);
        all.add(CORS_ORIGINS);
        return List.copyOf(all);
    }

    /** The number of event loops to run on a machine with so many processors. */
    public int eventLoopsOn(int processors) {
        return eventLoops > 0 ? eventLoops : processors;
    }
}
