package org.nucleus.collector.http;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.Settings;

import java.util.List;

/**
 * What one source may have of a node, so that none takes it from the others.
 *
 * @param inflightPercent of the node's bytes in flight, while more than half of them are taken
 * @param requests that wait for the log at a time while many other sources wait too; 0 for {@value
 *     #REQUESTS_PER_EVENT_LOOP} an event loop
 * @param eventsPerSecond of sources without a limit of their own; 0 for no limit
 */
public record SourceSettings(int inflightPercent, int requests, int eventsPerSecond) {
    private static final int REQUESTS_PER_EVENT_LOOP = 32;

    static final Setting<Integer> INFLIGHT_PERCENT =
            Setting.count(
                    "collector.source.inflight.percent",
                    25,
                    1,
                    100,
                    "How much of collector.inflight.max.bytes one source may hold while more than"
                            + " half of it is taken; beyond it 429.");
    static final Setting<Integer> REQUESTS =
            Setting.count(
                    "collector.source.requests",
                    0,
                    0,
                    1_000_000,
                    "Requests of one source that wait for the log at a time while many other "
                            + "sources wait too; more beside few, or for a short while, then 429. "
                            + "0 takes 32 an event loop.");
    static final Setting<Integer> EVENTS_PER_SECOND =
            Setting.count(
                    "collector.source.events.per.second",
                    0,
                    0,
                    Integer.MAX_VALUE,
                    "Events a second of a source without a limit of its own; beyond it 429. 0 sets "
                            + "no limit.");

    /** Everything that can be set here. */
    public static final List<Setting<?>> SETTINGS =
            List.of(INFLIGHT_PERCENT, REQUESTS, EVENTS_PER_SECOND);

    /** Reads them. */
    public static SourceSettings from(Settings settings) {
        return new SourceSettings(
                settings.value(INFLIGHT_PERCENT),
                settings.value(REQUESTS),
                settings.value(EVENTS_PER_SECOND));
    }

    /** Requests of one source on a node with so many event loops. */
    int requestsOn(int eventLoops) {
        return requests > 0 ? requests : REQUESTS_PER_EVENT_LOOP * eventLoops;
    }
}
