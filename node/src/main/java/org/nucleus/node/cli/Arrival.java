package org.nucleus.node.cli;

import org.nucleus.exporter.lake.LakeSettings;
import org.nucleus.node.data.RunningNode;
import org.nucleus.node.services.Counts;
import org.nucleus.node.settings.NodeSettings;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.settings.Settings;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Waits until what a source sends from a moment on is in the tables of the node beside it. */
final class Arrival {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final long LOOK_AGAIN_MS = 200;

    private final Settings settings;
    private final Path dataDir;
    private final String source;
    private final Instant from;
    private final long newBefore;
    private final long duplicatesBefore;

    private Arrival(Settings settings, String source, Instant from) throws InterruptedException {
        this.settings = settings;
        this.dataDir = NodeSettings.from(settings).dataDir();
        this.source = source;
        this.from = from;
        MetricsText metrics = metrics();
        this.newBefore = deduplicated(metrics, "accepted");
        this.duplicatesBefore = deduplicated(metrics, "duplicate");
    }

    /** To be called before anything is sent. */
    static Arrival begin(Settings settings, String source, Clock clock)
            throws InterruptedException {
        return new Arrival(settings, source, clock.instant());
    }

    /**
     * Returns when everything that was received until now is in a table, and says how much that is;
     * false when it takes more than two minutes.
     */
    boolean await(PrintStream out) throws InterruptedException {
        long received = Counts.of(metrics()).received();
        long deadline = System.nanoTime() + LONGEST.toNanos();
        while (!isThrough(received)) {
            if (System.nanoTime() > deadline) {
                say(out);
                out.printf(
                        "not everything is in a table after %d minutes; ./nucleus status says"
                                + " more%n",
                        LONGEST.toMinutes());
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_AGAIN_MS);
        }
        say(out);
        return true;
    }

    /** Whether so many events are dealt with, and the new ones of the source are in the table. */
    private boolean isThrough(long received) throws InterruptedException {
        MetricsText metrics = metrics();
        Counts counts = Counts.of(metrics);
        boolean processed =
                counts.onTheWay() == 0 || counts.received() - counts.onTheWay() >= received;
        return processed && rows().good() >= deduplicated(metrics, "accepted") - newBefore;
    }

    private void say(PrintStream out) throws InterruptedException {
        InTables rows = rows();
        long good = rows.good();
        long failed = rows.failed();
        long duplicates = deduplicated(metrics(), "duplicate") - duplicatesBefore;
        out.printf("%,d %s can be queried", good, good == 1 ? "row" : "rows");
        if (failed > 0) {
            out.printf(", %,d in failed_events", failed);
        }
        if (duplicates > 0) {
            out.printf(", %,d sent before", duplicates);
        }
        out.println();
    }

    private InTables rows() {
        return InTables.since(LakeSettings.from(settings), dataDir, source, from);
    }

    private long deduplicated(MetricsText metrics, String outcome) {
        return metrics.sum(
                "nucleus_events_total",
                Map.of("stage", "deduplicate", "outcome", outcome, "source", source));
    }

    private MetricsText metrics() throws InterruptedException {
        RunningNode node =
                RunningNode.read(dataDir)
                        .orElseThrow(
                                () ->
                                        new StartFailure(
                                                "no node runs on data folder %s, so nothing can be waited for"
                                                        .formatted(dataDir)));
        try {
            return NodeStatus.metrics(node, source);
        } catch (IOException e) {
            throw new StartFailure(
                    "the node on data folder %s does not answer, so nothing can be waited for"
                            .formatted(dataDir),
                    e);
        }
    }
}
