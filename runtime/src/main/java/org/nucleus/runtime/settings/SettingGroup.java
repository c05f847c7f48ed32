package org.nucleus.runtime.settings;

import java.util.List;
import java.util.Objects;

/**
 * What one module can be told: the source of its chapter in the reference.
 *
 * @param module the module's name
 * @param settings every setting it knows, in the order of the reference
 * @param prefixes key prefixes that are handed through to a library as they are
 */
public record SettingGroup(String module, List<Setting<?>> settings, List<Prefix> prefixes) {
    /**
     * Keys handed through to a library.
     *
     * @param prefix with its last dot, e.g. {@code lake.catalog.}
     * @param purpose one sentence for the reference
     */
    public record Prefix(String prefix, String purpose) {
        public Prefix {
            if (!prefix.endsWith(".")) {
                throw new IllegalArgumentException("a prefix ends with a dot, not " + prefix);
            }
            Objects.requireNonNull(purpose, "purpose is null");
        }

        /** {@code lake.catalog.} → {@code LAKE_CATALOG_}. */
        String environmentPrefix() {
            return Setting.environmentVariable(prefix);
        }
    }

    public SettingGroup {
        Objects.requireNonNull(module, "module is null");
        settings = List.copyOf(settings);
        prefixes = List.copyOf(prefixes);
    }
}
