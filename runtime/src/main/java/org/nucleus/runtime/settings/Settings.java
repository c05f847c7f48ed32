package org.nucleus.runtime.settings;

import java.util.Map;

/**
 * Every setting's value, checked; made once by {@link SettingsLoader} when a process starts and
 * turned into the modules' {@code XSettings} records at once.
 */
public final class Settings {
    private final Map<String, Object> values;
    private final Map<String, String> passedThrough;

    Settings(Map<String, Object> values, Map<String, String> passedThrough) {
        this.values = Map.copyOf(values);
        this.passedThrough = Map.copyOf(passedThrough);
    }

    /** The value of one setting that the loader was given. */
    @SuppressWarnings("unchecked")
    public <T> T value(Setting<T> setting) {
        Object value = values.get(setting.key());
        if (value == null) {
            throw new IllegalArgumentException(setting.key() + " was not loaded");
        }
        return (T) value;
    }

    /** Everything under a prefix, keys without it. */
    public Map<String, String> under(SettingGroup.Prefix prefix) {
        return prefix.in(passedThrough);
    }
}
