package org.nucleus.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

final class RecentIdsTest {
    private static final UUID A = UUID.randomUUID();
    private static final UUID B = UUID.randomUUID();
    private static final RecentIds.Remembered FIRST =
            new RecentIds.Remembered(new Position(1, 10), 7);
    private static final RecentIds.Remembered SECOND =
            new RecentIds.Remembered(new Position(65_535, 1L << 40), -8);

    @Test
    void findsWhatItRemembersByTenantAndId() {
        RecentIds ids = new RecentIds(100);
        ids.remember(ids.number("t"), A, FIRST.position(), FIRST.checksum());

        assertThat(ids.find(ids.number("t"), A)).contains(FIRST);
        assertThat(ids.find(ids.number("t"), B)).isEmpty();
        assertThat(ids.find(ids.number("u"), A)).isEmpty();
    }

    @Test
    void keepsTheFirstStatementOfAnId() {
        RecentIds ids = new RecentIds(100);
        ids.remember(ids.number("t"), A, FIRST.position(), FIRST.checksum());
        ids.remember(ids.number("t"), A, SECOND.position(), SECOND.checksum());

        assertThat(ids.find(ids.number("t"), A)).contains(FIRST);
    }

    @Test
    void forgetsEarlierIdsWhenItIsFull() {
        RecentIds ids = new RecentIds(1);
        ids.remember(ids.number("t"), A, FIRST.position(), FIRST.checksum());
        ids.remember(ids.number("t"), B, SECOND.position(), SECOND.checksum());

        assertThat(ids.find(ids.number("t"), A)).isEmpty();
        assertThat(ids.find(ids.number("t"), B)).contains(SECOND);
    }

    @Test
    void tellsBytesApartByChecksum() {
        byte[] bytes = "xabcxabd".getBytes(StandardCharsets.UTF_8);

        assertThat(RecentIds.checksum(bytes, 0, 3)).isEqualTo(RecentIds.checksum(bytes, 4, 3));
        assertThat(RecentIds.checksum(bytes, 0, 4)).isNotEqualTo(RecentIds.checksum(bytes, 4, 4));
    }

    @Test
    void givesEveryTenantANumberOfItsOwn() throws Exception {
        RecentIds ids = new RecentIds(1);
        int threads = 4;
        int tenants = 20_000;
        List<Future<int[]>> all = new ArrayList<>();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            CyclicBarrier together = new CyclicBarrier(threads);
            for (int thread = 0; thread < threads; thread++) {
                int first = thread;
                all.add(
                        pool.submit(
                                () -> {
                                    together.await();
                                    int[] numbers = new int[tenants];
                                    for (int i = 0; i < tenants; i++) {
                                        numbers[i] = ids.number(first + "-" + i);
                                    }
                                    return numbers;
                                }));
            }
        }

        Set<Integer> numbers = new HashSet<>();
        for (Future<int[]> one : all) {
            for (int number : one.get()) {
                assertThat(number).isPositive();
                assertThat(numbers.add(number)).as("number %d is new", number).isTrue();
            }
        }
    }
}
