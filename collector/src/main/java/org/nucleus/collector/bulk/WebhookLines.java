package org.nucleus.collector.bulk;

import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.WebhookCodec;

import java.time.Instant;
import java.util.List;

/** Lines that are bodies of deliveries, as another system would push them. */
final class WebhookLines implements LineReader {
    private static final byte[] NOTHING = {};

    private final String source;
    private final WebhookCodec codec;

    WebhookLines(String source, WebhookCodec codec) {
        this.source = source;
        this.codec = codec;
    }

    /** Of a delivery that is refused whole nothing is kept: nobody took its secrets out. */
    @Override
    public List<Item> read(Piece.Text line, Instant receivedTime) {
        Delivery delivery =
                new Delivery(source, "", "application/json", line.bytes(), receivedTime);
        return switch (codec.read(delivery)) {
            case Reading.Taken taken -> taken.items();
            case Reading.Refused refused -> List.of(new Item.Bad(refused.violations(), NOTHING));
        };
    }
}
