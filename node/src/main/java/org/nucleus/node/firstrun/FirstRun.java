package org.nucleus.node.firstrun;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.nucleus.model.Credential;
import org.nucleus.model.PasswordHash;
import org.nucleus.model.Scheme;
import org.nucleus.model.SecretHash;
import org.nucleus.model.Source;
import org.nucleus.model.SourceCodec;
import org.nucleus.model.SourcePolicy;
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
import org.nucleus.runtime.secret.NodeKey;

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
 * with the same secrets. A node of a version without tokens gets its administrator's token, and
 * nothing else.
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
    private final NodeKey nodeKey;
    private final SecureRandom random = new SecureRandom();
    private Optional<Credentials> made = Optional.empty();

    /**
     * @param dataDir where the secrets are kept in the clear
     * @param nodeKey what seals those of sources that sign
     */
    public FirstRun(KafkaSettings kafka, Path dataDir, NodeKey nodeKey) {
        this.kafka = kafka;
        this.dataDir = dataDir;
        this.nodeKey = nodeKey;
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
        try {
            if (hasTenants()) {
                giveToken();
                return;
            }
            Credentials credentials = complete(Credentials.read(dataDir));
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

    /** What is kept, made and kept where there is nothing or no token. */
    private Credentials complete(Optional<Credentials> kept) throws IOException {
        if (kept.isPresent() && kept.get().admin().token().isPresent()) {
            return kept.get();
        }
        Credentials complete =
                kept.map(older -> older.withToken(random))
                        .orElseGet(() -> Credentials.random(random));
        complete.keep(dataDir);
        return complete;
    }

    /** Lets the administrator of this folder's first run use the admin API. */
    private void giveToken() throws IOException {
        Optional<Credentials> kept = Credentials.read(dataDir);
        Optional<User> admin = kept.flatMap(credentials -> user(credentials.admin().user()));
        if (admin.isEmpty() || admin.get().token().isPresent()) {
            return;
        }
        User known = admin.get();
        Credentials.Admin given = complete(kept).admin();
        User withToken = known.with(given.token().map(SecretHash::of));
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(Clients.producerProperties(kafka))) {
            await(List.of(producer.send(entry(withToken))));
        }
    }

    private Optional<User> user(String id) {
        try (TopicView<User> users = TopicView.open(kafka, Topic.CONFIG_USERS, UserCodec::decode)) {
            return Optional.ofNullable(users.entries().get(id));
        }
    }

    private boolean hasTenants() {
        try (TopicView<Tenant> tenants =
                TopicView.open(kafka, Topic.CONFIG_TENANTS, TenantCodec::decode)) {
            return !tenants.entries().isEmpty();
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
            acks.add(producer.send(entry(admin)));
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

    private Source source(String tenant, Credentials.SourceSecret given) {
        Scheme scheme = Scheme.usual(given.format());
        Credential credential =
                switch (scheme.keeps()) {
                    case HASH ->
                            new Credential.Hashed(SecretHash.of(given.secret()), Optional.empty());
                    case SEALED ->
                            new Credential.Sealed(
                                    nodeKey.seal(given.id(), given.secret()), Optional.empty());
                    case NOTHING -> throw new IllegalStateException("usual schemes have a secret");
                };
        return new Source(
                given.id(),
                tenant,
                given.format(),
                scheme,
                List.of(credential),
                Source.State.ACTIVE,
                SourcePolicy.PLAIN);
    }

    private User user(Credentials.Admin admin) {
        return new User(
                admin.user(),
                PasswordHash.of(admin.password(), random),
                admin.token().map(SecretHash::of));
    }

    private static ProducerRecord<byte[], byte[]> entry(User user) {
        return entry(Topic.CONFIG_USERS, user.id(), UserCodec.encode(user));
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
