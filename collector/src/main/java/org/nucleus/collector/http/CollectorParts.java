package org.nucleus.collector.http;

import io.micrometer.core.instrument.MeterRegistry;

import org.nucleus.collector.auth.SourceIndex;
import org.nucleus.collector.auth.WebhookSources;
import org.nucleus.collector.bulk.DirectUploads;
import org.nucleus.collector.bulk.ErrorReport;
import org.nucleus.collector.bulk.Uploads;
import org.nucleus.collector.log.EventLog;
import org.nucleus.collector.log.ReadBacks;
import org.nucleus.collector.log.RecentIds;
import org.nucleus.collector.pace.SourceRates;
import org.nucleus.collector.spool.Spool;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the ways in work with.
 *
 * @param sources who may send, at the moment of asking
 * @param webhooks who may push, at the moment of asking
 * @param log where events go
 * @param spool where deliveries that come once wait while the log is away
 * @param recentIds which statements are known
 * @param readBacks what they said
 * @param bulk what large files go through
 * @param rates how many events sources may send
 * @param metrics where everything is counted
 * @param clock the received time
 */
public record CollectorParts(
        Supplier<SourceIndex> sources,
        Supplier<WebhookSources> webhooks,
        EventLog log,
        Spool spool,
        RecentIds recentIds,
        ReadBacks readBacks,
        Bulk bulk,
        SourceRates rates,
        MeterRegistry metrics,
        Clock clock) {
    /**
     * What large files go through.
     *
     * @param uploads all that are under way or known
     * @param report what of them was refused
     * @param direct the object store that files may be put into; empty where there is none
     */
    public record Bulk(Uploads uploads, ErrorReport report, Optional<DirectUploads> direct) {
        public Bulk {
            Objects.requireNonNull(uploads, "uploads is null");
            Objects.requireNonNull(report, "report is null");
            Objects.requireNonNull(direct, "direct is null");
        }
    }

    public CollectorParts {
        Objects.requireNonNull(sources, "sources is null");
        Objects.requireNonNull(webhooks, "webhooks is null");
        Objects.requireNonNull(log, "log is null");
        Objects.requireNonNull(spool, "spool is null");
        Objects.requireNonNull(recentIds, "recentIds is null");
        Objects.requireNonNull(readBacks, "readBacks is null");
        Objects.requireNonNull(bulk, "bulk is null");
        Objects.requireNonNull(rates, "rates is null");
        Objects.requireNonNull(metrics, "metrics is null");
        Objects.requireNonNull(clock, "clock is null");
    }
}
