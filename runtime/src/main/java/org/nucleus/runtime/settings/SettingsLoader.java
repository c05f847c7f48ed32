package org.nucleus.runtime.settings;

import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Resolves every setting from file, then environment, then command line (later wins), and reports
 * all problems together.
 */
public final class SettingsLoader {
    private static final String FILE = "nucleus.properties";
    private static final String COMMAND_LINE = "--set";

    private final Map<String, Setting<?>> settings = new LinkedHashMap<>();
    private final Map<String, Setting<?>> byVariable = new HashMap<>();
    private final List<SettingGroup.Prefix> prefixes;
    private final Map<String, String> retired;

    /**
     * @param groups everything that can be set
     * @param retired keys of earlier versions, each with what to use instead
     * @throws IllegalArgumentException when two settings share a key or an environment variable
     */
    public SettingsLoader(List<SettingGroup> groups, Map<String, String> retired) {
        for (SettingGroup group : groups) {
            for (Setting<?> setting : group.settings()) {
                settings.put(setting.key(), setting);
                if (byVariable.put(setting.environmentVariable(), setting) != null) {
                    throw new IllegalArgumentException(
                            "two settings are set by " + setting.environmentVariable());
                }
            }
        }
        this.prefixes = groups.stream().flatMap(group -> group.prefixes().stream()).toList();
        this.retired = Map.copyOf(retired);
    }

    /** What came of loading. */
    public sealed interface Outcome {}

    /** Everything is as it should be. */
    public record Loaded(Settings settings) implements Outcome {}

    /**
     * Something is not.
     *
     * @param problems one sentence each, naming the key and where it was set
     */
    public record Invalid(List<String> problems) implements Outcome {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Loads.
     *
     * @param file keys of the settings file
     * @param environment the process's environment; variables that name no setting are not ours
     * @param commandLine keys of {@code --set key=value}
     */
    public Outcome load(
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> commandLine) {
        List<String> problems = new ArrayList<>();
        refuseUnknown(file, FILE, problems);
        refuseUnknown(commandLine, COMMAND_LINE, problems);
        Map<String, Object> values = new HashMap<>();
        for (Setting<?> setting : settings.values()) {
            find(setting, file, environment, commandLine).into(setting, values, problems);
        }
        Map<String, String> passedThrough = new HashMap<>(handedThrough(file));
        passedThrough.putAll(handedThrough(keysOf(environment)));
        passedThrough.putAll(handedThrough(commandLine));
        prefixes.forEach(
                prefix -> problems.addAll(prefix.problems().apply(prefix.in(passedThrough))));
        if (!problems.isEmpty()) {
            return new Invalid(problems);
        }
        return new Loaded(new Settings(values, passedThrough));
    }

    private record Found(String text, String where) {
        void into(Setting<?> setting, Map<String, Object> values, List<String> problems) {
            try {
                values.put(setting.key(), setting.parser().apply(text.strip()));
            } catch (InvalidPathException e) {
                problems.add(
                        "%s in %s is %s, with letters that no file can have under this locale; start with a UTF-8 one, such as LC_ALL=C.UTF-8"
                                .formatted(setting.key(), where, shown(setting)));
            } catch (IllegalArgumentException e) {
                problems.add(
                        "%s in %s is %s but must be: %s"
                                .formatted(setting.key(), where, shown(setting), setting.unit()));
            }
        }

        private String shown(Setting<?> setting) {
            return setting.secret() ? "a value that is not shown" : "'" + text + "'";
        }
    }

    private static Found find(
            Setting<?> setting,
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> commandLine) {
        String key = setting.key();
        String variable = setting.environmentVariable();
        if (commandLine.containsKey(key)) {
            return new Found(commandLine.get(key), COMMAND_LINE);
        }
        if (environment.containsKey(variable)) {
            return new Found(environment.get(variable), "environment variable " + variable);
        }
        if (file.containsKey(key)) {
            return new Found(file.get(key), FILE);
        }
        return new Found(setting.defaultText(), "the defaults");
    }

    private void refuseUnknown(Map<String, String> given, String where, List<String> problems) {
        for (String key : new TreeMap<>(given).keySet()) {
            if (retired.containsKey(key)) {
                problems.add(key + " in " + where + " is retired: " + retired.get(key));
            } else if (!settings.containsKey(key) && !isHandedThrough(key)) {
                String meant =
                        Spelling.nearest(key, settings.keySet())
                                .map(known -> "; did you mean " + known + "?")
                                .orElse("");
                problems.add(key + " in " + where + " is not a setting" + meant);
            }
        }
    }

    private Map<String, String> handedThrough(Map<String, String> given) {
        Map<String, String> found = new HashMap<>();
        given.forEach(
                (key, value) -> {
                    if (isHandedThrough(key)) {
                        found.put(key, value);
                    }
                });
        return found;
    }

    private boolean isHandedThrough(String key) {
        return !settings.containsKey(key)
                && prefixes.stream()
                        .map(SettingGroup.Prefix::prefix)
                        .anyMatch(prefix -> key.startsWith(prefix) && !key.equals(prefix));
    }

    /** Variables under a prefix as keys: {@code _} is a dot, {@code __} a dash. */
    private Map<String, String> keysOf(Map<String, String> environment) {
        Map<String, String> keys = new HashMap<>();
        environment.forEach(
                (variable, value) -> {
                    if (!byVariable.containsKey(variable)) {
                        prefixOf(variable)
                                .ifPresent(prefix -> keys.put(keyUnder(prefix, variable), value));
                    }
                });
        return keys;
    }

    private Optional<SettingGroup.Prefix> prefixOf(String variable) {
        return prefixes.stream()
                .filter(prefix -> variable.startsWith(prefix.environmentPrefix()))
                .findFirst();
    }

    private static String keyUnder(SettingGroup.Prefix prefix, String variable) {
        String rest = variable.substring(prefix.environmentPrefix().length());
        return prefix.prefix() + rest.toLowerCase(Locale.ROOT).replace("__", "-").replace('_', '.');
    }
}
