package org.nucleus.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.runtime.health.Health;

import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

final class DiskSpaceTest {
    private static final long LEAST = 256L << 20;

    private final AtomicLong free = new AtomicLong(LEAST);
    private final DiskSpace disk = new DiskSpace(free::get, LEAST);
    private final List<Boolean> told = new ArrayList<>();

    @Test
    void isLowBelowItsBoundUntilAQuarterMoreIsFree() {
        Runnable end = disk.onChange(told::add);
        disk.look();
        assertThat(disk.isLow()).isFalse();
        assertThat(disk.check()).isEqualTo(Health.UP);

        free.set(LEAST - 1);
        disk.look();
        assertThat(disk.isLow()).isTrue();
        assertThat(disk.isNearlyGone()).isFalse();

        free.set(LEAST + LEAST / 4 - 1);
        disk.look();
        assertThat(disk.isLow()).isTrue();

        free.set(LEAST + LEAST / 4);
        disk.look();
        assertThat(disk.isLow()).isFalse();
        end.run();
        free.set(0);
        disk.look();
        assertThat(told).containsExactly(true, false);
    }

    @Test
    void isDegradedWhileLowAndSaysHowMuchIsNeeded() {
        free.set(100L << 20);
        disk.look();
        assertThat(disk.check())
                .isInstanceOfSatisfying(
                        Health.Degraded.class,
                        degraded ->
                                assertThat(degraded.reason())
                                        .contains("100 MiB are free, 320 are needed"));
    }

    @Test
    void whoListensLaterLearnsThatItIsLow() {
        free.set(0);
        disk.look();
        disk.onChange(told::add);
        assertThat(told).containsExactly(true);
        assertThat(disk.isNearlyGone()).isTrue();
    }

    @Test
    void aDiskThatDoesNotAnswerIsLow() {
        DiskSpace broken =
                new DiskSpace(
                        () -> {
                            throw new UncheckedIOException(new NoSuchFileException("gone"));
                        },
                        LEAST);
        broken.look();
        assertThat(broken.isLow()).isTrue();
    }

    @Test
    void readsTheDiskOfAFolder(@TempDir Path folder) {
        DiskSpace real = DiskSpace.of(folder, Long.MAX_VALUE / 2);
        real.start();
        assertThat(real.isLow()).isTrue();
        real.close();
        assertThat(DiskSpace.unbounded().isLow()).isFalse();
    }
}
