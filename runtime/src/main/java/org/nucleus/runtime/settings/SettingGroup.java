package org.nucleus.runtime.settings;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What one module can be told: the source of its chapter in the reference.
 *
 * @param module the module's name
 * @param settings every setting it knows, in the order of the reference
 * @param prefixes key prefixes under which keys are not known one by one
 */
public record SettingGroup(String module, List<Setting<?>> settings, List<Prefix> prefixes) {
    /**
     * Keys of which only the beginning is fixed.
     *
     * @param prefix with its last dot, e.g. {@code lake.catalog.}
     * @param unit what the rest looks like, for the reference
     * @param purpose one sentence for the reference
     * @param problems of everything given under it, keys without the prefix: one sentence each
     */
    public record Prefix(
            String prefix,
            String unit,
            String purpose,
            Function<Map<String, String>, List<String>> problems) {
        public Prefix {
            if (!prefix.endsWith(".")) {
                throw new IllegalArgumentException("a prefix ends with a dot, not " + prefix);
            }
            Objects.requireNonNull(unit, "unit is null");
            Objects.requireNonNull(purpose, "purpose is null");
            Objects.requireNonNull(problems, "problems is null");
        }

        /** One whose keys are handed through to a library as they are. */
        public Prefix(String prefix, String purpose) {
            this(prefix, "handed through", purpose, keys -> List.of());
        }

        /** What of {@code keys} is under it, keys without it. */
        Map<String, String> in(Map<String, String> keys) {
            return keys.entrySet().stream()
                    .filter(key -> key.getKey().startsWith(prefix))
                    .collect(
                            Collectors.toUnmodifiableMap(
                                    key -> key.getKey().substring(prefix.length()),
                                    Map.Entry::getValue));
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
