package org.nucleus.collector.pull;

import org.nucleus.model.Source;
import org.nucleus.runtime.settings.Setting;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the keys of one name, and collects what is wrong with them. */
final class PullKeys {
    private static final String DEFAULT_INTERVAL = "1m";
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,64}");
    private static final Pattern STREAM = Pattern.compile("[a-zA-Z0-9_.-]{1,128}");
    private static final Pattern REGION = Pattern.compile("[a-z0-9-]{1,64}");

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
    private static final Function<String, Duration> DURATION =
            Setting.duration("interval", DEFAULT_INTERVAL, "Between two listings.").parser();

    static final String ADDRESS = "an http or https address without credentials";

    private final String name;
    private final Map<String, String> given;
    private final Set<String> known = new HashSet<>();
    private final List<String> problems;

    /**
     * What the settings come to.
     *
     * @param points those that are right, by name
     * @param problems one sentence each
     */
    record Reading(List<PullPoint> points, List<String> problems) {
        Reading {
            points = List.copyOf(points);
            problems = List.copyOf(problems);
        }
    }

    private PullKeys(String name, Map<String, String> given, List<String> problems) {
        this.name = name;
        this.given = given;
        this.problems = problems;
    }

    /** Reads {@code <name>.<key>} of every name. */
    static Reading read(Map<String, String> settings) {
        List<String> problems = new ArrayList<>();
        Map<String, Map<String, String>> byName = new TreeMap<>();
        new TreeMap<>(settings)
                .forEach(
                        (key, value) -> {
                            int dot = key.indexOf('.');
                            if (dot < 0 || !NAME.matcher(key.substring(0, dot)).matches()) {
                                problems.add(
                                        "%s%s is not <name>.<key>"
                                                .formatted(PullSettings.PREFIX.prefix(), key));
                            } else {
                                byName.computeIfAbsent(
                                                key.substring(0, dot), ignored -> new TreeMap<>())
                                        .put(key.substring(dot + 1), value.strip());
                            }
                        });
        List<PullPoint> points = new ArrayList<>();
        byName.forEach(
                (name, keys) -> new PullKeys(name, keys, problems).point().ifPresent(points::add));
        return new Reading(points, problems);
    }

    private Optional<PullPoint> point() {
        int before = problems.size();
        Optional<String> source = required("source", Source::isId, "the id of a registered source");
        Optional<? extends PullPoint.Place> place = place();
        Optional<String> region = optional("region", PullKeys::isRegion, "a region of AWS");
        Optional<URI> endpoint =
                optional("endpoint", PullKeys::isAddress, ADDRESS).map(URI::create);
        refuseUnknown();
        return problems.size() > before
                ? Optional.empty()
                : Optional.of(
                        new PullPoint(
                                name, source.orElseThrow(), place.orElseThrow(), region, endpoint));
    }

    private Optional<? extends PullPoint.Place> place() {
        known.add("kind");
        return switch (given.getOrDefault("kind", "")) {
            case "sqs" -> required("url", PullKeys::isAddress, ADDRESS).map(PullPoint.Queue::new);
            case "kinesis" ->
                    required("stream", STREAM.asMatchPredicate()::test, "the name of a stream")
                            .map(PullPoint.Stream::new);
            case "s3" -> bucket();
            default -> {
                known.addAll(given.keySet());
                yield bad("kind", "sqs, kinesis or s3");
            }
        };
    }

    private Optional<PullPoint.Bucket> bucket() {
        Optional<String> name = required("bucket", PullKeys::isBucket, "the name of a bucket");
        Optional<String> prefix =
                optional("prefix", text -> !text.startsWith("/"), "the beginning of keys");
        Optional<String> queue = optional("queue", PullKeys::isAddress, ADDRESS);
        Optional<Duration> interval =
                optional("interval", PullKeys::isDuration, "a duration such as 30s, 5m")
                        .map(DURATION);
        if (queue.isPresent() && interval.isPresent()) {
            return bad("interval", "left out where there is a queue");
        }
        return name.map(
                some ->
                        new PullPoint.Bucket(
                                some,
                                prefix.orElse(""),
                                queue,
                                interval.orElseGet(() -> DURATION.apply(DEFAULT_INTERVAL))));
    }

    private interface Check {
        boolean test(String text);
    }

    private Optional<String> required(String key, Check check, String what) {
        known.add(key);
        String value = given.getOrDefault(key, "");
        return check.test(value) ? Optional.of(value) : bad(key, what);
    }

    private Optional<String> optional(String key, Check check, String what) {
        known.add(key);
        String value = given.get(key);
        if (value == null || value.isEmpty()) {
            return Optional.empty();
        }
        return check.test(value) ? Optional.of(value) : bad(key, what);
    }

    /** The value stays unsaid: an address may hold a password. */
    private <T> Optional<T> bad(String key, String what) {
        problems.add("%s must be: %s".formatted(full(key), what));
        return Optional.empty();
    }

    private void refuseUnknown() {
        given.keySet().stream()
                .filter(key -> !known.contains(key))
                .forEach(key -> problems.add(full(key) + " is not a setting of this kind of pull"));
    }

    private String full(String key) {
        return PullSettings.PREFIX.prefix() + name + "." + key;
    }

    static boolean isBucket(String text) {
        return BUCKET.matcher(text).matches();
    }

    static boolean isRegion(String text) {
        return REGION.matcher(text).matches();
    }

    private static boolean isDuration(String text) {
        try {
            return DURATION.apply(text).isPositive();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isAddress(String text) {
        try {
            URI uri = new URI(text);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null
                    && uri.getRawUserInfo() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
