package org.nucleus.processor;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * What the processor can be told.
 *
 * @param applicationId names the job on the log: its group, its transactions, its changelogs
 * @param threads stream threads of this process
 * @param commitInterval how often results become visible; also the least delay
 * @param deduplicateWindow how long an event id is remembered
 * @param instanceWait how long an event waits for the creation of the room it belongs to, or to
 *     hear who its person is
 */
public record ProcessorSettings(
        String applicationId,
        int threads,
        Duration commitInterval,
        Duration deduplicateWindow,
        Duration instanceWait) {
    static final Setting<String> APPLICATION_ID =
            Setting.text(
                    "processor.application.id",
                    "nucleus-processor",
                    "Names the stream job on the log; copies that share the work share it.");
    static final Setting<Integer> THREADS =
            Setting.count(
                    "processor.threads",
                    2,
                    1,
                    64,
                    "Stream threads of this process; more than partitions are idle.");
    static final Setting<Duration> COMMIT_INTERVAL =
            Setting.duration(
                    "processor.commit.interval",
                    "100ms",
                    "How often processed events become visible, all or nothing.");
    static final Setting<Duration> DEDUPLICATE_WINDOW =
            Setting.duration(
                    "processor.deduplicate.window",
                    "7d",
                    "How long an event id is remembered; sent again within it, an event is"
                            + " dropped.");
    static final Setting<Duration> INSTANCE_WAIT =
            Setting.duration(
                    "processor.instance.wait",
                    "5s",
                    "How long an event of a Jitsi room waits for a creation of that room, or of its"
                            + " main room, and one of BigBlueButton or JaaS for who its person is,"
                            + " which may arrive after it.");

    /** Everything that can be set here. */
    public static final SettingGroup GROUP =
            new SettingGroup(
                    "processor",
                    List.of(
                            APPLICATION_ID,
                            THREADS,
                            COMMIT_INTERVAL,
                            DEDUPLICATE_WINDOW,
                            INSTANCE_WAIT),
                    List.of());

    public ProcessorSettings {
        Objects.requireNonNull(applicationId, "applicationId is null");
        Objects.requireNonNull(commitInterval, "commitInterval is null");
        Objects.requireNonNull(deduplicateWindow, "deduplicateWindow is null");
        Objects.requireNonNull(instanceWait, "instanceWait is null");
    }

    /** Reads the group. */
    public static ProcessorSettings from(Settings settings) {
        return new ProcessorSettings(
                settings.value(APPLICATION_ID),
                settings.value(THREADS),
                settings.value(COMMIT_INTERVAL),
                settings.value(DEDUPLICATE_WINDOW),
                settings.value(INSTANCE_WAIT));
    }
}
