package org.nucleus.model;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/** Seeded events of every shape: parts missing, empty, long, in many scripts. */
final class GeneratedEvents {
    private static final List<String> ALPHABETS =
            List.of(
                    "abc xyz",
                    "äöüß",
                    "Ελλάδα",
                    "学校教育",
                    "مدرسة",
                    "😀🧑‍🏫🏳️‍🌈",
                    "\u0000\t\n\"\\");

    private final RandomGenerator random;

    GeneratedEvents(RandomGenerator random) {
        this.random = random;
    }

    Event next() {
        return new Event(
                text(),
                new Provenance(text(), text(), format(), text(), text()),
                time(),
                time(),
                new Actor(text(), text(), maybe(this::text)),
                new Verb(text(), text()),
                new EventObject(text(), maybe(this::text), maybe(this::text)),
                new Result(
                        maybe(this::number),
                        maybe(this::number),
                        maybe(this::number),
                        maybe(this::number),
                        maybe(random::nextBoolean),
                        maybe(random::nextBoolean),
                        maybe(this::text),
                        maybe(this::text)),
                context(),
                extensions(),
                random.nextInt(50) == 0 ? text().repeat(20_000) : text());
    }

    private Context context() {
        List<String> parents = new ArrayList<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            parents.add(text());
        }
        return new Context(
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                parents,
                maybe(this::text),
                maybe(this::text),
                maybe(this::text),
                maybe(this::text));
    }

    private Map<String, String> extensions() {
        Map<String, String> extensions = new LinkedHashMap<>();
        for (int count = random.nextInt(4); count > 0; count--) {
            extensions.put(text(), text());
        }
        return extensions;
    }

    private <T> T maybe(Supplier<T> part) {
        return random.nextBoolean() ? part.get() : null;
    }

    private Format format() {
        return Format.values()[random.nextInt(Format.values().length)];
    }

    private double number() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> -random.nextInt(1000);
            case 2 -> random.nextDouble();
            default -> Double.MAX_VALUE;
        };
    }

    private Instant time() {
        return Instant.ofEpochMilli(random.nextLong(-2_000_000_000_000L, 4_000_000_000_000L));
    }

    private String text() {
        return ALPHABETS.get(random.nextInt(ALPHABETS.size())).repeat(random.nextInt(4));
    }
}
