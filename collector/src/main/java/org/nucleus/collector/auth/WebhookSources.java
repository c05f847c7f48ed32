package org.nucleus.collector.auth;

import org.nucleus.model.Source;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All sources that may post to an address of their own at one moment, by id; made anew by {@link
 * Guards} whenever {@code config.sources} changes.
 */
public final class WebhookSources {
    private final Map<String, Sender> byId;
    private final WebhookSettings settings;

    /**
     * One of them.
     *
     * @param source active or paused
     * @param guard tells its requests from others'
     */
    public record Sender(Source source, Guard guard) {
        public Sender {
            Objects.requireNonNull(source, "source is null");
            Objects.requireNonNull(guard, "guard is null");
        }

        /**
         * Whether {@link #judge} may still say that it is genuine; asked before the body is read.
         */
        public boolean mayBe(RequestHead head) {
            return guard.mayBe(head);
        }

        /** Whether it is the source's own, and will not be sent again. */
        public boolean comesOnce(RequestHead head) {
            return guard.comesOnce(head);
        }

        /**
         * Judges a whole request; never blocks.
         *
         * @param body as sent, its content encoding undone
         */
        public Verdict judge(RequestHead head, byte[] body) {
            return guard.judge(head, body);
        }
    }

    WebhookSources(Map<String, Sender> byId, WebhookSettings settings) {
        this.byId = Map.copyOf(byId);
        this.settings = settings;
    }

    /** What holds for all of them. */
    public WebhookSettings settings() {
        return settings;
    }

    /** The source with this id, unless it is revoked or has no secret to show. */
    public Optional<Sender> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }
}
