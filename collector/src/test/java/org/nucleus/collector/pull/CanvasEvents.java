package org.nucleus.collector.pull;

import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.canvas.CanvasCodec;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Made-up live events of Canvas, each another one. */
final class CanvasEvents {
    private CanvasEvents() {}

    static List<String> raw(String run, int from, int count) {
        return IntStream.range(from, from + count).mapToObj(i -> raw(run, i)).toList();
    }

    private static String raw(String run, int i) {
        return """
        {"metadata":{"event_name":"logged_in","event_time":"2026-11-03T09:00:00.000Z",
        "root_account_id":"31410000000000001","root_account_uuid":"u-1","user_id":"314100000000010%02d",
        "request_id":"%s-%d","client_ip":"203.0.113.9"},"body":{"redirect_url":"https://x.example/"}}
        """
                .formatted(i % 100, run, i);
    }

    /** The ids under which a source's events are logged. */
    static Set<String> ids(String source, List<String> events) {
        CanvasCodec codec = new CanvasCodec(false);
        return events.stream()
                .map(event -> event.getBytes(StandardCharsets.UTF_8))
                .map(body -> codec.read(new Delivery(source, "", null, body, Instant.EPOCH)))
                .flatMap(reading -> ((Reading.Taken) reading).items().stream())
                .map(item -> ((Item.Good) item).eventId())
                .collect(Collectors.toSet());
    }
}
