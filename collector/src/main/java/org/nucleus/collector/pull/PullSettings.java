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
                    "Queues and streams that are fetched, each under a name of your choice: `kind`"
                            + " (sqs or kinesis), `source` (id of a registered source), `url` (of a"
                            + " queue), `stream` (its name), `region`, `endpoint`.",
                    keys -> PullKeys.read(keys).problems());

    public PullSettings {
        points = List.copyOf(points);
    }

    /** Reads them. */
    public static PullSettings from(Settings settings) {
        return new PullSettings(PullKeys.read(settings.under(PREFIX)).points());
    }
}
