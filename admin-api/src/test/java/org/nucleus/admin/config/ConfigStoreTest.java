package org.nucleus.admin.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.nucleus.admin.tenants.Tenants;
import org.nucleus.model.Tenant;
import org.nucleus.model.Topic;
import org.nucleus.runtime.kafka.Topics;
import org.nucleus.runtime.kafka.Versioned;
import org.nucleus.testkit.KafkaInJvm;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Two copies of the admin API on one log. */
final class ConfigStoreTest {
    private static final KafkaInJvm KAFKA = KafkaInJvm.shared();

    private final String id = "t-" + UUID.randomUUID();
    private ConfigStore<Tenant> one;
    private ConfigStore<Tenant> other;

    @BeforeEach
    void open() {
        Topics.ensure(KAFKA.settings(), List.of(Topic.CONFIG_TENANTS));
        one = Tenants.store(KAFKA.settings());
        other = Tenants.store(KAFKA.settings());
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    @Test
    void aValueOfAnOlderRevisionIsNotStoredOverANewerOne() {
        Versioned<Tenant> first = one.put(named("first"), ConfigStore.NONE);
        Versioned<Tenant> second = other.put(named("second"), first.revision());
        assertThat(second.revision()).isGreaterThan(first.revision());

        assertThatThrownBy(() -> one.put(named("third"), first.revision()))
                .isInstanceOf(StaleRevision.class);
        assertThatThrownBy(() -> one.put(named("fourth"), ConfigStore.NONE))
                .isInstanceOf(StaleRevision.class);
        assertThat(one.find(id)).contains(second);
        assertThat(other.find(id)).contains(second);
    }

    @Test
    void noChangeOfTwoCopiesIsLost() throws Exception {
        one.put(named(""), ConfigStore.NONE);
        await().until(() -> other.find(id).isPresent());
        List<Changes<Tenant>> copies =
                List.of(new Changes<>(one, "a tenant"), new Changes<>(other, "a tenant"));
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            List<Future<?>> done = new ArrayList<>();
            for (Changes<Tenant> copy : copies) {
                done.add(threads.submit(() -> lengthen(copy)));
            }
            for (Future<?> each : done) {
                each.get();
            }
        }
        Changes<Tenant> third = new Changes<>(one, "a tenant");
        Outcome<Tenant> last =
                third.change(id, revision -> true, tenant -> new Outcome.Done<>(tenant.retired()));
        assertThat(last)
                .isInstanceOfSatisfying(
                        Outcome.Done.class,
                        it -> assertThat(((Tenant) it.value()).name()).isEqualTo("x".repeat(20)));
    }

    private void lengthen(Changes<Tenant> copy) {
        for (int i = 0; i < 10; i++) {
            assertThat(
                            copy.change(
                                    id,
                                    revision -> true,
                                    tenant -> new Outcome.Done<>(named(tenant.name() + "x"))))
                    .isInstanceOf(Outcome.Done.class);
        }
    }

    private Tenant named(String name) {
        return new Tenant(id, name);
    }
}
