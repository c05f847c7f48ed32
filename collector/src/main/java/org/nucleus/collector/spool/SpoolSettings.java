package org.nucleus.collector.spool;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.Settings;

import java.util.List;

/**
 * How much may wait on disk for the log.
 *
 * @param maxBytes of all files together
 */
public record SpoolSettings(long maxBytes) {
    static final Setting<Long> MAX_BYTES =
            Setting.bytes(
                    "collector.spool.max.bytes",
                    "256MiB",
                    "Most bytes in the data folder's spool, where deliveries that are never sent"
                            + " again wait while the log is away; beyond it they are answered"
                            + " 503.");

    /** Everything that can be set here. */
    public static final List<Setting<?>> SETTINGS = List.of(MAX_BYTES);

    /** Reads them. */
    public static SpoolSettings from(Settings settings) {
        return new SpoolSettings(settings.value(MAX_BYTES));
    }
}
