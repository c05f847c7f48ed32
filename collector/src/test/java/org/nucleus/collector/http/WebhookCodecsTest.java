package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.collector.auth.SampleSources;
import org.nucleus.collector.bulk.Piece;
import org.nucleus.collector.webhook.Deliveries;
import org.nucleus.collector.webhook.Item;
import org.nucleus.model.Format;
import org.nucleus.model.Scheme;
import org.nucleus.model.Source;
import org.nucleus.model.SourcePolicy;
import org.nucleus.model.Upload;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a source's policy says of texts holds for what it pushes and for files alike. */
final class WebhookCodecsTest {
    private static final String WRITTEN = "written by a learner";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BBB |"
                    + " {\"data\":{\"id\":\"x\",\"attributes\":{\"chat-message\":{\"text\":\"%s\"}}}}",
                "CANVAS |"
                    + " {\"metadata\":{\"event_name\":\"submission_created\"},\"body\":{\"body\":\"%s\"}}",
                "JAAS | {\"eventType\":\"FEEDBACK\",\"data\":{\"comments\":\"%s\"}}",
            })
    void textsAreKeptWhereThePolicySaysSo(Format format, String event) {
        Source plain = SampleSources.of("s", format, Scheme.SECRET, "a secret");
        String body = event.formatted(WRITTEN);

        for (Item item : read(plain, body)) {
            assertThat(Deliveries.text(item)).contains("sha256").doesNotContain(WRITTEN);
        }
        for (Item item : read(plain.under(withText()), body)) {
            assertThat(Deliveries.text(item)).contains(WRITTEN).doesNotContain("sha256");
        }
    }

    /** By the door and queues, and as a line of a file. */
    private static List<Item> read(Source source, String body) {
        Piece.Text line =
                new Piece.Text(1, 0, Upload.Mark.START, body.getBytes(StandardCharsets.UTF_8));
        return List.of(
                Deliveries.good(WebhookCodecs.of(source).orElseThrow(), body),
                SourceFiles.reader(source, Optional.empty())
                        .orElseThrow()
                        .read(line, Instant.EPOCH)
                        .getFirst());
    }

    private static SourcePolicy withText() {
        return new SourcePolicy(
                Set.of(),
                List.of(),
                0,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                true);
    }
}
