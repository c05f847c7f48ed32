package org.nucleus.collector.pull;

import io.micrometer.core.instrument.MeterRegistry;

import org.nucleus.collector.auth.SourceIndex;
import org.nucleus.collector.bulk.LineReader;
import org.nucleus.collector.bulk.Uploads;
import org.nucleus.collector.log.EventLog;
import org.nucleus.collector.pace.SourceRates;
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
 * @param rates how many events sources may send
 * @param files what large files go through
 * @param metrics where everything is counted
 * @param clock the received time
 */
public record PullParts(
        Supplier<SourceIndex> sources,
        Function<Source, Optional<WebhookCodec>> codecs,
        EventLog log,
        Duration appendTimeout,
        Supplier<Map<String, Checkpoint>> checkpoints,
        SourceRates rates,
        Files files,
        MeterRegistry metrics,
        Clock clock) {
    /**
     * What objects go through.
     *
     * @param uploads all that are under way or known
     * @param readers of a source's lines; empty where its format has no files
     * @param mostLineBytes of one JSON value
     */
    public record Files(
            Uploads uploads, Function<Source, Optional<LineReader>> readers, int mostLineBytes) {
        public Files {
            Objects.requireNonNull(uploads, "uploads is null");
            Objects.requireNonNull(readers, "readers is null");
        }
    }

    public PullParts {
        Objects.requireNonNull(sources, "sources is null");
        Objects.requireNonNull(codecs, "codecs is null");
        Objects.requireNonNull(log, "log is null");
        Objects.requireNonNull(appendTimeout, "appendTimeout is null");
        Objects.requireNonNull(checkpoints, "checkpoints is null");
        Objects.requireNonNull(rates, "rates is null");
        Objects.requireNonNull(files, "files is null");
        Objects.requireNonNull(metrics, "metrics is null");
        Objects.requireNonNull(clock, "clock is null");
    }
}
