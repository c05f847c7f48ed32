package org.nucleus.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.List;

final class SettingsReferenceTest {
    @Test
    void rendersEveryGroupSettingAndPrefix() {
        SettingGroup lake =
                new SettingGroup(
                        "exporter-lake",
                        List.of(
                                Setting.duration("lake.commit.interval", "5s", "How often."),
                                Setting.text("lake.name", "", "A | B.")),
                        List.of(new SettingGroup.Prefix("lake.catalog.", "Handed to Iceberg.")));

        assertThat(SettingsReference.markdown(List.of(lake)))
                .startsWith("# Settings\n")
                .contains(
                        """
                        ## exporter-lake

                        | key | environment variable | default | value | purpose |
                        |---|---|---|---|---|
                        | `lake.commit.interval` | `LAKE_COMMIT_INTERVAL` | `5s` | duration such as 250ms, 5s, 10m, 12h, 7d | How often. |
                        | `lake.name` | `LAKE_NAME` | – | text | A \\| B. |
                        | `lake.catalog.*` | `LAKE_CATALOG_*` | – | handed through | Handed to Iceberg. |
                        """)
                .endsWith("|\n");
    }

    @Test
    void leavesOutGroupsThatHaveNothingToSet() {
        assertThat(
                        SettingsReference.markdown(
                                List.of(new SettingGroup("empty", List.of(), List.of()))))
                .doesNotContain("empty");
    }
}
