package org.nucleus.collector;

import org.nucleus.collector.auth.WebhookSettings;
import org.nucleus.collector.http.HttpSettings;
import org.nucleus.collector.log.AppendSettings;
import org.nucleus.collector.pull.PullSettings;
import org.nucleus.collector.pull.UploadSettings;
import org.nucleus.collector.spool.SpoolSettings;
import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Everything the collector can be told.
 *
 * @param http how it listens, and what it bounds
 * @param append how it writes to the log
 * @param spool how much may wait on disk for it
 * @param webhook how strictly it takes the signatures of webhooks
 * @param xapiRecentIds how many statement ids it remembers, so as to answer 409
 * @param pull what it fetches
 * @param uploads the bucket that sources may put files into
 */
public record CollectorSettings(
        HttpSettings http,
        AppendSettings append,
        SpoolSettings spool,
        WebhookSettings webhook,
        int xapiRecentIds,
        PullSettings pull,
        UploadSettings uploads) {
    static final Setting<Integer> XAPI_RECENT_IDS =
            Setting.count(
                    "collector.xapi.recent.ids",
                    100_000,
                    1,
                    10_000_000,
                    "How many statements the collector remembers to answer 409 to a known id with "
                            + "other content; older conflicts are found by the processor.");

    /** Everything that can be set here. */
    public static final SettingGroup GROUP =
            new SettingGroup("collector", settings(), List.of(PullSettings.PREFIX));

    public CollectorSettings {
        Objects.requireNonNull(http, "http is null");
        Objects.requireNonNull(append, "append is null");
        Objects.requireNonNull(spool, "spool is null");
        Objects.requireNonNull(webhook, "webhook is null");
        Objects.requireNonNull(pull, "pull is null");
        Objects.requireNonNull(uploads, "uploads is null");
    }

    /** Reads the group. */
    public static CollectorSettings from(Settings settings) {
        return new CollectorSettings(
                HttpSettings.from(settings),
                AppendSettings.from(settings),
                SpoolSettings.from(settings),
                WebhookSettings.from(settings),
                settings.value(XAPI_RECENT_IDS),
                PullSettings.from(settings),
                UploadSettings.from(settings));
    }

    private static List<Setting<?>> settings() {
        List<Setting<?>> all = new ArrayList<>(HttpSettings.SETTINGS);
        all.addAll(AppendSettings.SETTINGS);
        all.addAll(SpoolSettings.SETTINGS);
        all.addAll(WebhookSettings.SETTINGS);
        all.add(XAPI_RECENT_IDS);
        all.addAll(UploadSettings.SETTINGS);
        return all;
    }
}
