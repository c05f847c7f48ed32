package org.nucleus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;

@Timeout(20)
final class RetriedServiceTest {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final Semaphore works = new Semaphore(0);
    private final CountDownLatch started = new CountDownLatch(1);

    @Test
    void whatWorksAtOnceIsUpWhenStartReturns() {
        works.release();
        try (RetriedService retried = retried(this::tried)) {
            retried.start();

            assertThat(retried.check()).isEqualTo(Health.UP);
            assertThat(retried.name()).isEqualTo("job");
        }
        assertThat(done).containsExactly("started", "closed");
    }

    @Test
    void whatCannotStartIsDownAndTriedUntilItWorks() throws InterruptedException {
        try (RetriedService retried = retried(this::tried)) {
            assertThat(retried.check()).isEqualTo(new Health.Down("is starting"));
            retried.start();
            assertThat(retried.check()).isEqualTo(new Health.Down("the disk is odd"));

            works.release();
            started.await();
        }
        assertThat(done).startsWith("closed", "made again").endsWith("started", "closed");
    }

    @Test
    void aLibraryThatCannotBeLoadedIsAReasonToo() {
        try (RetriedService retried =
                retried(
                        () -> {
                            throw new UnsatisfiedLinkError("no rocksdb");
                        })) {
            retried.start();

            assertThat(retried.check())
                    .isEqualTo(new Health.Down("UnsatisfiedLinkError: no rocksdb"));
        }
    }

    @Test
    void whatTakesLongHoldsUpNothingAndEndsWhenItIsClosed() {
        CountDownLatch never = new CountDownLatch(1);
        Job job =
                new Job(
                        () -> {
                            try {
                                never.await();
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                                throw new StartFailure("interrupted", e);
                            }
                        });
        RetriedService retried = new RetriedService(job, () -> job, Duration.ofMillis(10));
        retried.start();
        assertThat(retried.check()).isEqualTo(new Health.Down("is starting"));

        retried.close();

        assertThat(done).containsExactly("closed");
    }

    private RetriedService retried(Runnable onStart) {
        return new RetriedService(
                new Job(onStart),
                () -> {
                    done.add("made again");
                    return new Job(onStart);
                });
    }

    private void tried() {
        if (!works.tryAcquire()) {
            throw new StartFailure("the disk is odd");
        }
        done.add("started");
        started.countDown();
    }

    private final class Job implements Service {
        private final Runnable onStart;

        Job(Runnable onStart) {
            this.onStart = onStart;
        }

        @Override
        public String name() {
            return "job";
        }

        @Override
        public void start() {
            onStart.run();
        }

        @Override
        public Health check() {
            return Health.UP;
        }

        @Override
        public void close() {
            done.add("closed");
        }
    }
}
