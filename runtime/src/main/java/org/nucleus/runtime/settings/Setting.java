package org.nucleus.runtime.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * One thing an operator can set.
 *
 * @param key dotted, lower case
 * @param unit what a value looks like, for the reference and for error messages
 * @param defaultText the default, written as an operator would
 * @param purpose one sentence for the reference
 * @param parser text to value; throws {@link IllegalArgumentException} saying what is expected
 * @param secret whether its value must never be shown
 */
public record Setting<T>(
        String key,
        String unit,
        String defaultText,
        String purpose,
        Function<String, T> parser,
        boolean secret) {
    private static final Pattern KEY = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");

    public Setting {
        if (!KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("a key is lower case and dotted, not " + key);
        }
        Objects.requireNonNull(unit, "unit is null");
        Objects.requireNonNull(defaultText, "defaultText is null");
        Objects.requireNonNull(purpose, "purpose is null");
        Objects.requireNonNull(parser, "parser is null");
    }

    /** One whose value may be shown. */
    public Setting(
            String key,
            String unit,
            String defaultText,
            String purpose,
            Function<String, T> parser) {
        this(key, unit, defaultText, purpose, parser, false);
    }

    /** {@code collector.http.port} → {@code COLLECTOR_HTTP_PORT}. */
    public String environmentVariable() {
        return environmentVariable(key);
    }

    static String environmentVariable(String key) {
        return key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /** A TCP port; 0 picks a free one. */
    public static Setting<Integer> port(String key, int defaultPort, String purpose) {
        return count(key, "port, 0 picks a free one", defaultPort, 0, 65535, purpose);
    }

    /** A whole number within bounds. */
    public static Setting<Integer> count(
            String key, int defaultCount, int least, int most, String purpose) {
        return count(key, least + " to " + most, defaultCount, least, most, purpose);
    }

    private static Setting<Integer> count(
            String key, String unit, int defaultCount, int least, int most, String purpose) {
        return new Setting<>(
                key,
                unit,
                Integer.toString(defaultCount),
                purpose,
                text -> {
                    int value = Integer.parseInt(text);
                    if (value < least || value > most) {
                        throw new IllegalArgumentException("out of range");
                    }
                    return value;
                });
    }

    /** Any text. */
    public static Setting<String> text(String key, String defaultText, String purpose) {
        return new Setting<>(key, "text", defaultText, purpose, text -> text);
    }

    /** {@code true} or {@code false}. */
    public static Setting<Boolean> flag(String key, boolean defaultFlag, String purpose) {
        return new Setting<>(
                key,
                "true or false",
                Boolean.toString(defaultFlag),
                purpose,
                text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw new IllegalArgumentException("neither");
                        });
    }

    /** A file or folder; relative ones are seen from the working directory. */
    public static Setting<Path> path(String key, String defaultPath, String purpose) {
        return new Setting<>(
                key,
                "path",
                defaultPath,
                purpose,
                text -> {
                    if (text.isEmpty()) {
                        throw new IllegalArgumentException("blank");
                    }
                    return Path.of(text);
                });
    }

    /** Comma-separated texts; empty for none. */
    public static Setting<List<String>> list(String key, String defaultList, String purpose) {
        return new Setting<>(
                key,
                "comma-separated list",
                defaultList,
                purpose,
                text ->
                        Arrays.stream(text.split(","))
                                .map(String::strip)
                                .filter(item -> !item.isEmpty())
                                .toList());
    }

    /**
     * A positive length of time: {@code 250ms}, {@code 5s}, {@code 10m}, {@code 12h}, {@code 7d}.
     */
    public static Setting<Duration> duration(String key, String defaultText, String purpose) {
        return new Setting<>(
                key,
                "duration such as 250ms, 5s, 10m, 12h, 7d",
                defaultText,
                purpose,
                Units::duration);
    }

    /** A positive number of bytes: {@code 512}, {@code 64KiB}, {@code 1MiB}, {@code 2GiB}. */
    public static Setting<Long> bytes(String key, String defaultText, String purpose) {
        return new Setting<>(
                key, "bytes such as 512, 64KiB, 1MiB, 2GiB", defaultText, purpose, Units::bytes);
    }
}
