package org.nucleus.runtime.settings;

import java.util.List;

/** Writes {@code docs/reference/settings.md} from what the modules declare. */
public final class SettingsReference {
    private static final String HEAD =
            """
            # Settings

            Generated from the settings records; `mvn verify` compares it, `make docs` rewrites it.

            A node needs no setting. Where one is given twice the later wins: the file `nucleus.properties` in the working directory
            (or `--config FILE`), then the environment, then `--set key=value`. Every problem is reported at once, unknown keys included.
            Keys that are handed through may be set by variables too: `_` stands for a dot, `__` for a dash.
            """;
    private static final String TABLE =
            """

            ## %s

            | key | environment variable | default | value | purpose |
            |---|---|---|---|---|
            """;

    private SettingsReference() {}

    /** Markdown, one chapter for each group that can be told something, ending with a newline. */
    public static String markdown(List<SettingGroup> groups) {
        StringBuilder text = new StringBuilder(HEAD);
        for (SettingGroup group : groups) {
            if (group.settings().isEmpty() && group.prefixes().isEmpty()) {
                continue;
            }
            text.append(TABLE.formatted(group.module()));
            for (Setting<?> setting : group.settings()) {
                text.append(
                        row(
                                setting.key(),
                                setting.environmentVariable(),
                                setting.defaultText(),
                                setting.unit(),
                                setting.purpose()));
            }
            for (SettingGroup.Prefix prefix : group.prefixes()) {
                text.append(
                        row(
                                prefix.prefix() + "*",
                                prefix.environmentPrefix() + "*",
                                "",
                                prefix.unit(),
                                prefix.purpose()));
            }
        }
        return text.toString();
    }

    private static String row(
            String key, String variable, String defaultText, String unit, String purpose) {
        String shownDefault = defaultText.isEmpty() ? "–" : "`" + defaultText + "`";
        return "| `%s` | `%s` | %s | %s | %s |%n"
                .formatted(key, variable, shownDefault, unit, purpose.replace("|", "\\|"))
                .replace("\r\n", "\n");
    }
}
