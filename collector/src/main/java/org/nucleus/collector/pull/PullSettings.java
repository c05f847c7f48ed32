package org.nucleus.collector.pull;

import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;

import java.util.List;

/**
 * What the collector fetches.
 *
 * @param points by name
 */
public record PullSettings(List<PullPoint> points) {
    /** {@code collector.pull.<name>.<key>}. */
    public static final SettingGroup.Prefix PREFIX =
            new SettingGroup.Prefix(
                    "collector.pull.",
                    "`<name>.<key>`",
                    "Queues, streams and buckets that are fetched, each under a name of your"
                        + " choice: `kind` (sqs, kinesis or s3), `source` (id of a registered"
                        + " source), `url` (of a queue), `stream` (its name), `bucket` (its name)"
                        + " with `prefix` (of its keys) and `queue` (that tells of its objects) or"
                        + " `interval` (of listing them, 1m), `region`, `endpoint`.",
                    keys -> PullKeys.read(keys).problems());

    public PullSettings {
        points = List.copyOf(points);
    }

    /** Reads them. */
    public static PullSettings from(Settings settings) {
        return new PullSettings(PullKeys.read(settings.under(PREFIX)).points());
    }
}
