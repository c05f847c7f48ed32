package org.nucleus.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

final class ServiceGroupTest {
    private final List<String> done = new CopyOnWriteArrayList<>();

    @Test
    void startsInOrderAndClosesInReverse() {
        ServiceGroup group = new ServiceGroup(List.of(service("a"), service("b"), service("c")));
        group.start();
        group.close();
        group.close();

        assertThat(done)
                .containsExactly("start a", "start b", "start c", "close c", "close b", "close a");
    }

    @Test
    void closesWhatWasStartedWhenOneCannotStart() {
        Runnable taken =
                () -> {
                    throw new StartFailure("port is taken");
                };
        ServiceGroup group =
                new ServiceGroup(
                        List.of(
                                service("a"),
                                new Scripted("b", taken, () -> done.add("close b"), Health.UP),
                                service("c")));

        assertThatThrownBy(group::start)
                .isInstanceOf(StartFailure.class)
                .hasMessage("port is taken");
        assertThat(done).containsExactly("start a", "close b", "close a");
    }

    @Test
    void closesTheOthersWhenOneFailsToClose() {
        Runnable defect =
                () -> {
                    throw new IllegalStateException("defect");
                };
        ServiceGroup group =
                new ServiceGroup(
                        List.of(service("a"), new Scripted("b", () -> {}, defect, Health.UP)));
        group.start();
        group.close();

        assertThat(done).containsExactly("start a", "close a");
    }

    @Test
    @Timeout(10)
    void leavesBehindWhatDoesNotCloseInTime() throws Exception {
        CountDownLatch never = new CountDownLatch(1);
        CountDownLatch closed = new CountDownLatch(1);
        Runnable stuck =
                () -> {
                    try {
                        never.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                };
        ServiceGroup group =
                new ServiceGroup(
                        List.of(
                                new Scripted("a", () -> {}, closed::countDown, Health.UP),
                                new Scripted("stuck", () -> {}, stuck, Health.UP)),
                        Duration.ofSeconds(1));
        group.start();
        long begun = System.nanoTime();
        group.close();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(3));
        assertThat(closed.getCount()).isZero();
        never.countDown();
    }

    @Test
    void gathersEveryHealth() {
        Health down = new Health.Down("no log");
        Service failing =
                new Scripted("c", () -> {}, () -> {}, Health.UP) {
                    @Override
                    public Health check() {
                        throw new IllegalStateException("defect");
                    }
                };
        ServiceGroup group =
                new ServiceGroup(
                        List.of(
                                service("a"),
                                new Scripted("b", () -> {}, () -> {}, down),
                                failing));

        assertThat(group.checks())
                .containsExactly(
                        Map.entry("a", Health.UP),
                        Map.entry("b", down),
                        Map.entry(
                                "c",
                                new Health.Down(
                                        "the check itself fails: IllegalStateException: defect")));
    }

    private Service service(String name) {
        return new Scripted(
                name, () -> done.add("start " + name), () -> done.add("close " + name), Health.UP);
    }

    private static class Scripted implements Service {
        private final String name;
        private final Runnable onStart;
        private final Runnable onClose;
        private final Health health;

        Scripted(String name, Runnable onStart, Runnable onClose, Health health) {
            this.name = name;
            this.onStart = onStart;
            this.onClose = onClose;
            this.health = health;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public void start() {
            onStart.run();
        }

        @Override
        public Health check() {
            return health;
        }

        @Override
        public void close() {
            onClose.run();
        }
    }
}
