package org.nucleus.collector.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.nucleus.collector.log.AppendOutcome;
import org.nucleus.collector.log.Positions;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

final class UploadsTest {
    private static final long AGES = Duration.ofHours(1).toNanos();

    @Test
    void waitsForTheStateNoLongerThanTheSenderDoes() {
        CompletableFuture<AppendOutcome> hanging = new CompletableFuture<>();

        assertThat(Uploads.isSaved(hanging, Duration.ofMillis(300).toNanos())).isFalse();
        assertThat(Uploads.isSaved(new CompletableFuture<>(), -AGES)).isFalse();
    }

    @Test
    void knowsAtOnceWhatTheLogSaid() {
        AppendOutcome appended = new AppendOutcome.Appended(Positions.NONE);
        AppendOutcome unavailable = new AppendOutcome.Unavailable(new TimeoutException());

        assertThat(Uploads.isSaved(CompletableFuture.completedFuture(appended), AGES)).isTrue();
        assertThat(Uploads.isSaved(CompletableFuture.completedFuture(unavailable), AGES)).isFalse();
    }
}
