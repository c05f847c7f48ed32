package org.nucleus.node.firstrun;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.Credential;
import org.nucleus.model.Format;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.Topic;
import org.nucleus.model.User;
import org.nucleus.model.UserCodec;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.kafka.TopicView;
import org.nucleus.testkit.KafkaInJvm;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;

final class FirstRunIT {
    @TempDir private Path dataDir;

    @Test
    void aStartThatWasCutOffAfterTheFileIsRepeatedWithTheSameSecretsAndNeverAgain()
            throws IOException {
        Credentials kept = Credentials.random(new SecureRandom());
        kept.keep(dataDir);
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            FirstRun first = new FirstRun(kafka.settings(), dataDir);
            first.start();
            assertThat(first.made()).contains(kept);
            assertThat(Credentials.read(dataDir)).contains(kept);
            assertStored(kafka.settings(), kept);

            FirstRun second = new FirstRun(kafka.settings(), dataDir.resolve("of another machine"));
            second.start();
            assertThat(second.made()).isEmpty();
            assertThat(Credentials.read(dataDir.resolve("of another machine"))).isEmpty();
        }
    }

    private static void assertStored(KafkaSettings kafka, Credentials credentials) {
        try (TopicView<Source> sources =
                        TopicView.open(kafka, Topic.CONFIG_SOURCES, SourceCodec::decode);
                TopicView<User> users =
                        TopicView.open(kafka, Topic.CONFIG_USERS, UserCodec::decode)) {
            assertThat(sources.snapshot().values())
                    .extracting(Source::format)
                    .containsExactlyInAnyOrder(Format.XAPI, Format.CALIPER);
            assertThat(credentials.sources())
                    .allMatch(
                            given ->
                                    sources.snapshot()
                                            .get(given.id())
                                            .credentials()
                                            .equals(
                                                    List.of(
                                                            new Credential.Hashed(
                                                                    SecretHash.of(given.secret()),
                                                                    Optional.empty()))));
            assertThat(
                            users.snapshot()
                                    .get("admin")
                                    .password()
                                    .matches(credentials.admin().password()))
                    .isTrue();
        }
    }
}
