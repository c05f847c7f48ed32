package org.nucleus.collector.pull;

import io.micrometer.core.instrument.MeterRegistry;

import org.nucleus.collector.auth.SourceIndex;
import org.nucleus.collector.log.EventLog;
import org.nucleus.collector.webhook.WebhookCodec;
import org.nucleus.model.Checkpoint;
import org.nucleus.model.Source;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What pulling works with.
 *
 * @param sources who is registered, at the moment of asking
 * @param codecs of the sources that can be fetched, by format
 * @param log where events go
 * @param appendTimeout after which an append is known to be on the log or not
 * @param checkpoints what {@code ops.checkpoints} says, at the moment of asking
 * @param metrics where everything is counted
 * @param clock the received time
 */
public record PullParts(
        Supplier<SourceIndex> sources,
        Function<Source, Optional<WebhookCodec>> codecs,
        EventLog log,
        Duration appendTimeout,
        Supplier<Map<String, Checkpoint>> checkpoints,
        MeterRegistry metrics,
        Clock clock) {
    public PullParts {
        Objects.requireNonNull(sources, "sources is null");
        Objects.requireNonNull(codecs, "codecs is null");
        Objects.requireNonNull(log, "log is null");
        Objects.requireNonNull(appendTimeout, "appendTimeout is null");
        Objects.requireNonNull(checkpoints, "checkpoints is null");
        Objects.requireNonNull(metrics, "metrics is null");
        Objects.requireNonNull(clock, "clock is null");
    }
}
