package org.nucleus.bench.sample;

import org.nucleus.model.Format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One event of a format as a file beside this class has it, with a name between two low lines for
 * what differs from event to event; its lines are joined.
 */
record BodyTemplate(String text) {
    /** Caliper demands milliseconds. */
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    private static final Pattern PLACE = Pattern.compile("__([a-z]+)__");

    /** As the format's senders frame it: for BigBlueButton a form around the JSON. */
    static BodyTemplate of(Format format) {
        String event = file(format.name().toLowerCase(Locale.ROOT) + ".json");
        return new BodyTemplate(
                format == Format.BBB
                        ? "domain=bbb.bench.example&event="
                                + URLEncoder.encode(event, StandardCharsets.UTF_8)
                                + "&timestamp=__millis__"
                        : event);
    }

    /** With every place filled; those of ids and learners are told. */
    TypicalBody filled(String idPrefix, String timestamp, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Instant time = Instant.parse(timestamp);
        StringBuilder body = new StringBuilder(text.length());
        List<Integer> numbers = new ArrayList<>();
        List<Integer> learners = new ArrayList<>();
        Matcher places = PLACE.matcher(text);
        while (places.find()) {
            String name = places.group(1);
            places.appendReplacement(body, "");
            switch (name) {
                case "id" -> {
                    body.append(idPrefix);
                    numbers.add(body.length());
                    body.append("0".repeat(TypicalStatement.NUMBER_DIGITS));
                }
                case "learner" -> {
                    learners.add(body.length());
                    body.append("0".repeat(TypicalStatement.LEARNER_DIGITS));
                }
                case "uuid" -> body.append(TypicalStatement.uuid(random));
                case "score" -> body.append(random.nextInt(10, 100));
                case "timestamp" -> body.append(MILLIS.format(time));
                case "millis" -> body.append(time.toEpochMilli());
                case "seconds" -> body.append(time.getEpochSecond());
                default -> throw new IllegalStateException("a template asks for " + name);
            }
        }
        return new TypicalBody(places.appendTail(body).toString(), numbers, learners);
    }

    private static String file(String name) {
        try (InputStream in = BodyTemplate.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalArgumentException("there is no typical event " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .collect(Collectors.joining());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the typical event " + name, e);
        }
    }
}
