package org.nucleus.node.firstrun;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.Credential;
import org.nucleus.model.Format;
import org.nucleus.model.PasswordHash;
import org.nucleus.model.Scheme;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.Tenant;
import org.nucleus.model.TenantCodec;
import org.nucleus.model.Topic;
import org.nucleus.model.User;
import org.nucleus.model.UserCodec;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.kafka.TopicView;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.runtime.secret.NodeKey;
import org.nucleus.testkit.KafkaInJvm;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class FirstRunIT {
    @TempDir private Path dataDir;

    @Test
    void aStartThatWasCutOffAfterTheFileIsRepeatedWithTheSameSecretsAndNeverAgain()
            throws IOException {
        Credentials kept = Credentials.random(new SecureRandom());
        kept.keep(dataDir);
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            FirstRun first = start(kafka, dataDir);
            assertThat(first.made()).contains(kept);
            assertThat(Credentials.read(dataDir)).contains(kept);
            assertSourcesStored(kafka.settings(), kept);
            User admin = users(kafka).get("admin");
            assertThat(admin.password().matches(kept.admin().password())).isTrue();
            assertThat(admin.token()).isEqualTo(kept.admin().token().map(SecretHash::of));

            FirstRun second = start(kafka, dataDir.resolve("of another machine"));
            assertThat(second.made()).isEmpty();
            assertThat(Credentials.read(dataDir.resolve("of another machine"))).isEmpty();
        }
    }

    @Test
    void anOlderNodeGetsAnAdministratorsTokenOnceAndNoOtherSurprise() throws IOException {
        Path file = Credentials.file(dataDir);
        Files.writeString(
                file,
                """
                {"tenant":"demo","admin":{"user":"admin","password":"pw"},
                 "sources":[{"id":"demo-xapi","format":"XAPI","secret":"nk_old"}]}
                """);
        PasswordHash password = PasswordHash.of("pw", new SecureRandom());
        String source =
                "{\"id\":\"demo-xapi\",\"tenant\":\"demo\",\"format\":\"XAPI\",\"secretSha256\":\"%s\",\"state\":\"ACTIVE\"}"
                        .formatted(SecretHash.of("nk_old").sha256());
        try (KafkaInJvm kafka = KafkaInJvm.start()) {
            Topics.ensure(
                    kafka.settings(),
                    List.of(Topic.CONFIG_TENANTS, Topic.CONFIG_SOURCES, Topic.CONFIG_USERS));
            kafka.append(
                    List.of(
                            entry(
                                    Topic.CONFIG_TENANTS,
                                    "demo",
                                    TenantCodec.encode(new Tenant("demo", "Demo district"))),
                            entry(
                                    Topic.CONFIG_SOURCES,
                                    "demo-xapi",
                                    source.getBytes(StandardCharsets.UTF_8)),
                            entry(
                                    Topic.CONFIG_USERS,
                                    "admin",
                                    UserCodec.encode(
                                            new User("admin", password, Optional.empty())))));

            assertThat(start(kafka, dataDir).made()).isEmpty();
            Credentials now = Credentials.read(dataDir).orElseThrow();
            String token = now.admin().token().orElseThrow();
            assertThat(now.admin().password()).isEqualTo("pw");
            assertThat(now.sources())
                    .containsExactly(
                            new Credentials.SourceSecret("demo-xapi", Format.XAPI, "nk_old"));
            assertThat(users(kafka))
                    .containsOnly(
                            Map.entry(
                                    "admin",
                                    new User(
                                            "admin", password, Optional.of(SecretHash.of(token)))));
            assertThat(sources(kafka.settings()))
                    .containsOnly(
                            Map.entry(
                                    "demo-xapi",
                                    Source.withSecret(
                                            "demo-xapi",
                                            "demo",
                                            Format.XAPI,
                                            SecretHash.of("nk_old"),
                                            Source.State.ACTIVE)));

            start(kafka, dataDir);
            assertThat(Credentials.read(dataDir)).contains(now);
        }
    }

    private static FirstRun start(KafkaInJvm kafka, Path dataDir) {
        FirstRun run = new FirstRun(kafka.settings(), dataDir, NodeKey.keptIn(dataDir));
        run.start();
        return run;
    }

    private void assertSourcesStored(KafkaSettings kafka, Credentials credentials) {
        Map<String, Source> sources = sources(kafka);
        assertThat(sources.values())
                .extracting(Source::format)
                .containsExactlyInAnyOrder(
                        Format.XAPI,
                        Format.CALIPER,
                        Format.CANVAS,
                        Format.CHIME,
                        Format.BBB,
                        Format.JITSI,
                        Format.JAAS,
                        Format.CLASSY,
                        Format.JSON);
        NodeKey key = NodeKey.keptIn(dataDir);
        for (Credentials.SourceSecret given : credentials.sources()) {
            Source source = sources.get(given.id());
            assertThat(source.scheme()).isEqualTo(Scheme.usual(given.format()));
            switch (source.credentials().getFirst()) {
                case Credential.Hashed hashed ->
                        assertThat(hashed.hash().matches(given.secret())).isTrue();
                case Credential.Sealed sealed ->
                        assertThat(key.open(given.id(), sealed.secret())).isEqualTo(given.secret());
            }
        }
    }

    private static Map<String, Source> sources(KafkaSettings kafka) {
        try (TopicView<Source> view =
                TopicView.open(kafka, Topic.CONFIG_SOURCES, SourceCodec::decode)) {
            return view.entries();
        }
    }

    private static Map<String, User> users(KafkaInJvm kafka) {
        try (TopicView<User> view =
                TopicView.open(kafka.settings(), Topic.CONFIG_USERS, UserCodec::decode)) {
            return view.entries();
        }
    }

    private static ProducerRecord<byte[], byte[]> entry(Topic topic, String key, byte[] value) {
        return new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value);
    }
}
