package org.nucleus.node.firstrun;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.nucleus.model.PasswordHash;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.Tenant;
import org.nucleus.model.TenantCodec;
import org.nucleus.model.Topic;
import org.nucleus.model.User;
import org.nucleus.model.UserCodec;
import org.nucleus.runtime.Service;
import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.KafkaSettings;
import org.nucleus.runtime.kafka.TopicView;
import org.nucleus.runtime.kafka.Topics;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/**
 * Prepares the log before any service starts: makes the topics, and where there is no tenant yet
 * the tenant {@code demo}, one source a format and an administrator. The file with the secrets is
 * written first and the tenant's record last, so that a start that was cut off is simply repeated
 * with the same secrets.
 */
public final class FirstRun implements Service {
    private static final List<Topic> TOPICS =
            List.of(
                    Topic.EVENTS_RECEIVED,
                    Topic.EVENTS_FAILED,
                    Topic.EVENTS_ENRICHED,
                    Topic.CONFIG_TENANTS,
                    Topic.CONFIG_SOURCES,
                    Topic.CONFIG_USERS);

    private final KafkaSettings kafka;
    private final Path dataDir;
    private final SecureRandom random = new SecureRandom();
    private Optional<Credentials> made = Optional.empty();

    public FirstRun(KafkaSettings kafka, Path dataDir) {
        this.kafka = kafka;
        this.dataDir = dataDir;
    }

    @Override
    public String name() {
        return "first-run";
    }

    /** What this start gave to the log; empty when it had a tenant already. */
    public Optional<Credentials> made() {
        return made;
    }

    @Override
    public void start() {
        Topics.ensure(kafka, TOPICS);
        if (hasTenants()) {
            return;
        }
        try {
            Optional<Credentials> kept = Credentials.read(dataDir);
            Credentials credentials = kept.orElseGet(() -> Credentials.random(random));
            if (kept.isEmpty()) {
                credentials.keep(dataDir);
            }
            append(credentials);
            made = Optional.of(credentials);
        } catch (IOException e) {
            throw new StartFailure(
                    Credentials.file(dataDir) + " cannot be written: " + Failures.reason(e), e);
        }
    }

    @Override
    public Health check() {
        return Health.UP;
    }

    @Override
    public void close() {}

    private boolean hasTenants() {
        try (TopicView<Tenant> tenants =
                TopicView.open(kafka, Topic.CONFIG_TENANTS, TenantCodec::decode)) {
            return !tenants.snapshot().isEmpty();
        }
    }

    private void append(Credentials credentials) {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(Clients.producerProperties(kafka))) {
            List<Future<RecordMetadata>> acks = new ArrayList<>();
            for (Credentials.SourceSecret secret : credentials.sources()) {
                Source source = source(credentials.tenant(), secret);
                acks.add(
                        producer.send(
                                entry(
                                        Topic.CONFIG_SOURCES,
                                        source.id(),
                                        SourceCodec.encode(source))));
            }
            User admin = user(credentials.admin());
            acks.add(producer.send(entry(Topic.CONFIG_USERS, admin.id(), UserCodec.encode(admin))));
            await(acks);
            Tenant tenant = new Tenant(credentials.tenant(), "Demo district");
            await(
                    List.of(
                            producer.send(
                                    entry(
                                            Topic.CONFIG_TENANTS,
                                            tenant.id(),
                                            TenantCodec.encode(tenant)))));
        }
    }

    private static Source source(String tenant, Credentials.SourceSecret secret) {
        return Source.withSecret(
                secret.id(),
                tenant,
                secret.format(),
                SecretHash.of(secret.secret()),
                Source.State.ACTIVE);
    }

    private User user(Credentials.Admin admin) {
        return new User(admin.user(), PasswordHash.of(admin.password(), random));
    }

    private static ProducerRecord<byte[], byte[]> entry(Topic topic, String key, byte[] value) {
        return new ProducerRecord<>(topic.name(), key.getBytes(StandardCharsets.UTF_8), value);
    }

    private static void await(List<Future<RecordMetadata>> acks) {
        for (Future<RecordMetadata> ack : acks) {
            try {
                ack.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new StartFailure("interrupted while storing the first credentials", e);
            } catch (ExecutionException e) {
                throw new StartFailure(
                        "the first credentials cannot be stored: " + Failures.reason(e), e);
            }
        }
    }
}
