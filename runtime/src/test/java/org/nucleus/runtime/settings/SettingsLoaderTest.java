package org.nucleus.runtime.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

final class SettingsLoaderTest {
    private static final Setting<Integer> PORT =
            Setting.port("collector.http.port", 8080, "The door.");
    private static final Setting<Duration> EVERY =
            Setting.duration("lake.commit-interval", "5s", "How often.");
    private static final Setting<Long> SIZE = Setting.bytes("lake.commit.bytes", "64MiB", "Size.");
    private static final Setting<Boolean> FLAG = Setting.flag("lake.verify", false, "Whether.");
    private static final Setting<String> TEXT = Setting.text("lake.name", "", "Its name.");
    private static final Setting<Path> DIR = Setting.path("data.dir", "data", "Where.");
    private static final Setting<List<String>> ORIGINS =
            Setting.list("collector.cors.origins", "", "Who.");
    private static final Setting<Integer> COUNT =
            Setting.count("lake.commit.rows", 10, 1, 1000, "How many.");
    private static final SettingGroup.Prefix CATALOG =
            new SettingGroup.Prefix("lake.catalog.", "Handed to Iceberg.");

    private static final SettingsLoader LOADER =
            new SettingsLoader(
                    List.of(
                            new SettingGroup("collector", List.of(PORT, ORIGINS), List.of()),
                            new SettingGroup(
                                    "lake",
                                    List.of(EVERY, SIZE, FLAG, TEXT, DIR, COUNT),
                                    List.of(CATALOG))),
                    Map.of("collector.port", "use collector.http.port"));

    @Test
    void givesEveryDefaultWhereNothingIsSet() {
        Settings settings = loaded(Map.of(), Map.of(), Map.of());

        assertThat(settings.value(PORT)).isEqualTo(8080);
        assertThat(settings.value(EVERY)).isEqualTo(Duration.ofSeconds(5));
        assertThat(settings.value(SIZE)).isEqualTo(64L << 20);
        assertThat(settings.value(FLAG)).isFalse();
        assertThat(settings.value(TEXT)).isEmpty();
        assertThat(settings.value(DIR)).isEqualTo(Path.of("data"));
        assertThat(settings.value(ORIGINS)).isEmpty();
        assertThat(settings.value(COUNT)).isEqualTo(10);
        assertThat(settings.under(CATALOG)).isEmpty();
    }

    @Test
    void readsEveryKindOfValue() {
        Settings settings =
                loaded(
                        Map.of(
                                "collector.http.port", " 0 ",
                                "lake.commit-interval", "250ms",
                                "lake.commit.bytes", "1KiB",
                                "lake.verify", "true",
                                "lake.name", "events",
                                "data.dir", "/var/nucleus",
                                "collector.cors.origins", "https://a.example, ,https://b.example",
                                "lake.commit.rows", "1000"),
                        Map.of(),
                        Map.of());

        assertThat(settings.value(PORT)).isZero();
        assertThat(settings.value(EVERY)).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.value(SIZE)).isEqualTo(1024);
        assertThat(settings.value(FLAG)).isTrue();
        assertThat(settings.value(TEXT)).isEqualTo("events");
        assertThat(settings.value(DIR)).isEqualTo(Path.of("/var/nucleus"));
        assertThat(settings.value(ORIGINS))
                .containsExactly("https://a.example", "https://b.example");
        assertThat(settings.value(COUNT)).isEqualTo(1000);
    }

    @Test
    void environmentWinsOverFileAndCommandLineOverBoth() {
        Map<String, String> file = Map.of("collector.http.port", "1", "lake.name", "file");
        Map<String, String> environment =
                Map.of("COLLECTOR_HTTP_PORT", "2", "LAKE_COMMIT_INTERVAL", "7s", "HOME", "/root");
        Map<String, String> commandLine = Map.of("collector.http.port", "3");

        Settings twice = loaded(file, environment, Map.of());
        assertThat(twice.value(PORT)).isEqualTo(2);
        assertThat(twice.value(TEXT)).isEqualTo("file");
        assertThat(twice.value(EVERY)).isEqualTo(Duration.ofSeconds(7));

        assertThat(loaded(file, environment, commandLine).value(PORT)).isEqualTo(3);
    }

    @Test
    void reportsAllProblemsTogether() {
        assertThat(
                        problems(
                                Map.of("collector.port", "1", "lake.commit.rows", "1001"),
                                Map.of("LAKE_VERIFY", "yes"),
                                Map.of("nothing.like.it", "1", "lake.commit.bytes", "1MB")))
                .containsExactlyInAnyOrder(
                        "collector.port in nucleus.properties is retired: use collector.http.port",
                        "nothing.like.it in --set is not a setting",
                        "lake.verify in environment variable LAKE_VERIFY is 'yes' but must be:"
                                + " true or false",
                        "lake.commit.bytes in --set is '1MB' but must be: bytes such as 512,"
                                + " 64KiB, 1MiB, 2GiB",
                        "lake.commit.rows in nucleus.properties is '1001' but must be: 1 to 1000");
    }

    @Test
    void suggestsTheKeyThatWasMeant() {
        assertThat(problems(Map.of("collecter.htttp.port", "1"), Map.of(), Map.of()))
                .containsExactly(
                        "collecter.htttp.port in nucleus.properties is not a setting; did you mean"
                                + " collector.http.port?");
        assertThat(problems(Map.of(), Map.of(), Map.of("Lake.Commit.Rows", "1")))
                .containsExactly(
                        "Lake.Commit.Rows in --set is not a setting; did you mean"
                                + " lake.commit.rows?");
        assertThat(problems(Map.of(), Map.of(), Map.of("zzz", "1")))
                .containsExactly("zzz in --set is not a setting");
    }

    @Test
    void refusesBlankWhereAValueIsNeeded() {
        assertThat(
                        problems(
                                Map.of("collector.http.port", " ", "data.dir", ""),
                                Map.of("LAKE_COMMIT_INTERVAL", "", "LAKE_COMMIT_BYTES", ""),
                                Map.of("lake.verify", "")))
                .hasSize(5)
                .allSatisfy(problem -> assertThat(problem).contains("must be"));
        assertThat(loaded(Map.of("lake.name", " "), Map.of(), Map.of()).value(TEXT)).isEmpty();
    }

    @Test
    void refusesNumbersOutOfBounds() {
        for (String port : List.of("-1", "65536", "99999999999", "eighty", "80.5")) {
            assertThat(problems(Map.of("collector.http.port", port), Map.of(), Map.of()))
                    .hasSize(1);
        }
    }

    @Test
    void handsPrefixedKeysThrough() {
        Settings settings =
                loaded(
                        Map.of("lake.catalog.uri", "file", "lake.catalog.warehouse.x", "deep"),
                        Map.of(),
                        Map.of("lake.catalog.uri", "command line"));

        assertThat(settings.under(CATALOG))
                .isEqualTo(Map.of("uri", "command line", "warehouse.x", "deep"));
        assertThat(problems(Map.of("lake.catalog.", "nameless"), Map.of(), Map.of())).hasSize(1);
    }

    @Test
    void handsPrefixedVariablesThroughBetweenFileAndCommandLine() {
        Settings settings =
                loaded(
                        Map.of("lake.catalog.uri", "file", "lake.catalog.io.impl", "file"),
                        Map.of("LAKE_CATALOG_URI", "environment", "LAKE_CATALOG_S3_REGION", "eu"),
                        Map.of());

        assertThat(settings.under(CATALOG))
                .isEqualTo(Map.of("uri", "environment", "io.impl", "file", "s3.region", "eu"));
    }

    @Test
    void doesNotKnowASettingThatIsInNoGroup() {
        Settings settings = loaded(Map.of(), Map.of(), Map.of());
        Setting<String> stray = Setting.text("stray", "", "In no group.");

        assertThatThrownBy(() -> settings.value(stray))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("stray");
    }

    @Test
    void refusesTwoSettingsOfOneKeyOrVariable() {
        Setting<String> dotted = Setting.text("a.b", "", "One.");
        Setting<String> dashed = Setting.text("a-b", "", "Two.");
        SettingGroup group = new SettingGroup("m", List.of(dotted, dashed), List.of());

        assertThatThrownBy(() -> new SettingsLoader(List.of(group), Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("A_B");
    }

    private static Settings loaded(
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> commandLine) {
        return switch (LOADER.load(file, environment, commandLine)) {
            case SettingsLoader.Loaded loaded -> loaded.settings();
            case SettingsLoader.Invalid invalid ->
                    throw new AssertionError(invalid.problems().toString());
        };
    }

    private static List<String> problems(
            Map<String, String> file,
            Map<String, String> environment,
            Map<String, String> commandLine) {
        return switch (LOADER.load(file, environment, commandLine)) {
            case SettingsLoader.Loaded ignored -> List.of();
            case SettingsLoader.Invalid invalid -> invalid.problems();
        };
    }
}
