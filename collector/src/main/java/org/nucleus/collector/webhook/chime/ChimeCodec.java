package org.nucleus.collector.webhook.chime;

import org.nucleus.collector.json.Slice;
import org.nucleus.collector.webhook.Delivery;
import org.nucleus.collector.webhook.Reading;
import org.nucleus.collector.webhook.Unwrapping;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.Violation;

import java.util.List;

/**
 * Events of the Amazon Chime SDK: the EventBridge envelope, or its {@code detail} alone as a rule
 * with {@code InputPath} cuts it out, each as {@link Unwrapping} finds it.
 *
 * <p>Nothing is refused: EventBridge drops what is answered with a 4xx.
 */
public final class ChimeCodec implements WebhookCodec {
    private static final Violation STRANGE =
            new Violation("", "chime.envelope", "This is no EventBridge envelope.");

    @Override
    public Reading read(Delivery delivery) {
        return new Reading.Taken(
                new Unwrapping(STRANGE, event -> List.of(ChimeEvent.item(event, delivery.source())))
                        .items(Slice.of(delivery.body())));
    }
}
