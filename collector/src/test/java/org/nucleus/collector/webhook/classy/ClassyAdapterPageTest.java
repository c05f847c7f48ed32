package org.nucleus.collector.webhook.classy;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nucleus.collector.webhook.Item;
import org.nucleus.collector.webhook.OneEventContract;
import org.nucleus.collector.webhook.Reading;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Every example of {@code docs/reference/classy-adapter.md} gets the answer that it says. */
final class ClassyAdapterPageTest {
    private static final Path PAGE = Path.of("..", "docs", "reference", "classy-adapter.md");
    private static final Pattern JSON = Pattern.compile("```json\\n(.*?)```", Pattern.DOTALL);

    @Test
    void envelopesAreTakenWholeAndABrowsersPayloadIsRefused() throws IOException {
        List<String> examples =
                JSON.matcher(Files.readString(PAGE))
                        .results()
                        .map((MatchResult found) -> found.group(1))
                        .toList();
        assertThat(examples).hasSize(4);
        for (String example : examples.subList(0, 3)) {
            Item.Good good = OneEventContract.good(new ClassyCodec(), example);
            assertThat(OneEventContract.text(good)).isEqualTo(compact(example));
        }
        assertThat(
                        OneEventContract.read(
                                new ClassyCodec(),
                                examples.getLast().getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(Reading.Refused.class);
    }

    /** None of the examples has a space beside a colon or comma inside of a text. */
    private static String compact(String json) {
        return json.replaceAll("\\n *", "").replaceAll("([:,]) ", "$1");
    }
}
