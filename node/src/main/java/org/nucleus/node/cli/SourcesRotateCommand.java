package org.nucleus.node.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./nucleus sources rotate}. */
@Command(
        name = "rotate",
        description = {
            "Give a source a new secret and print it, once; the older ones stay good for a while.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ./nucleus sources rotate lms --overlap 7d",
            "  ./nucleus sources rotate lms --overlap 0       # the old secret is known to others"
        })
final class SourcesRotateCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Parameters(
            paramLabel = "ID",
            converter = SourceId.Converter.class,
            description = "Id of the source.")
    private SourceId id;

    @Option(
            names = "--overlap",
            paramLabel = "TIME",
            defaultValue = "24h",
            converter = OverlapConverter.class,
            description =
                    "How long the older secrets stay good, such as 30s, 15m, 24h, 7d; 0 ends them"
                            + " at once. Without it 24h.")
    private Duration overlap;

    @Option(
            names = "--label",
            paramLabel = "LABEL",
            converter = SourcesSecretsCommand.LabelConverter.class,
            description = "Which secret, where the source has several. Without it the first.")
    private String label;

    @Mixin private SecretOption secret;
    @Mixin private AdminOptions admin;

    /** {@code 0}, or a whole number and a unit. */
    static final class OverlapConverter implements ITypeConverter<Duration> {
        private static final Pattern TIME = Pattern.compile("([0-9]{1,7})([smhd])");

        @Override
        public Duration convert(String text) {
            if (text.equals("0")) {
                return Duration.ZERO;
            }
            Matcher time = TIME.matcher(text);
            if (!time.matches()) {
                throw new TypeConversionException("'" + text + "' is no time such as 15m or 24h");
            }
            long number = Long.parseLong(time.group(1));
            return switch (time.group(2)) {
                case "s" -> Duration.ofSeconds(number);
                case "m" -> Duration.ofMinutes(number);
                case "h" -> Duration.ofHours(number);
                default -> Duration.ofDays(number);
            };
        }
    }

    SourcesRotateCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        ObjectNode rotation =
                JsonNodeFactory.instance.objectNode().put("overlapSeconds", overlap.toSeconds());
        if (label != null) {
            rotation.put("label", label);
        }
        secret.given().ifPresent(given -> rotation.put("secret", given));
        return admin.show(
                admin.client(surroundings).act(id.text(), "rotate", rotation),
                surroundings,
                this::print);
    }

    private void print(JsonNode source) {
        PrintStream out = surroundings.out();
        out.println("Source " + source.path("id").asText() + " has a new secret.");
        secret.print(source, out);
        source.path("olderSecretsExpire")
                .forEach(end -> out.println("An older one is good until " + end.asText() + "."));
    }
}
