package org.nucleus.bench.fork;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nucleus.bench.load.LoadMain;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.settings.Settings;

import java.util.List;

@Timeout(60)
class ForkTest {
    /** Repeats what it hears, among other output. */
    static final class Echo {
        private Echo() {}

        public static void main(String[] arguments) {
            ParentLine parent = new ParentLine(System.in, System.out);
            System.out.println("not an answer");
            parent.hear().ifPresent(line -> parent.tell(arguments[0] + line));
            parent.awaitEnd();
        }
    }

    @Test
    void hearsOnlyWhatIsSaidToIt() {
        try (Fork echo = Fork.start("echo", List.of(), Echo.class, List.of("you said "))) {
            assertThat(echo.ask("hello")).isEqualTo("you said hello");
            assertThat(echo.cpu()).isPositive();
        }
    }

    @Test
    void aProcessThatFailsIsNoticed() {
        try (Fork load = Fork.start("load", List.of(), LoadMain.class, List.of())) {
            assertThatThrownBy(() -> load.ask("no plan"))
                    .hasMessageContaining("the process of the load ended too early");
        }
    }

    @Test
    void onlyGivenSettingsCount() {
        Settings settings =
                GivenSettings.parse(
                        List.of(KafkaSettings.GROUP),
                        List.of("kafka.topic.partitions=2", "kafka.topic.partitions=8"));

        assertThat(KafkaSettings.from(settings).partitions()).isEqualTo(8);
        assertThatThrownBy(
                        () ->
                                GivenSettings.parse(
                                        List.of(KafkaSettings.GROUP), List.of("kafka.nothing=1")))
                .hasMessageContaining("kafka.nothing");
    }
}
