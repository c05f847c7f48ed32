package org.nucleus.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

final class RecentIdsTest {
    private static final RecentIds.Remembered FIRST =
            new RecentIds.Remembered(new Position(1, 10), 7);
    private static final RecentIds.Remembered SECOND =
            new RecentIds.Remembered(new Position(2, 20), 8);

    @Test
    void findsWhatItRemembersByTenantAndId() {
        RecentIds ids = new RecentIds(100);
        ids.remember("t", "a", FIRST);

        assertThat(ids.find("t", "a")).contains(FIRST);
        assertThat(ids.find("t", "b")).isEmpty();
        assertThat(ids.find("u", "a")).isEmpty();
    }

    @Test
    void keepsTheFirstStatementOfAnId() {
        RecentIds ids = new RecentIds(100);
        ids.remember("t", "a", FIRST);
        ids.remember("t", "a", SECOND);

        assertThat(ids.find("t", "a")).contains(FIRST);
    }

    @Test
    void forgetsEarlierIdsWhenItIsFull() {
        RecentIds ids = new RecentIds(1);
        ids.remember("t", "a", FIRST);
        ids.remember("t", "b", SECOND);

        assertThat(ids.find("t", "a")).isEmpty();
        assertThat(ids.find("t", "b")).contains(SECOND);
    }

    @Test
    void tellsBytesApartByChecksum() {
        byte[] bytes = "xabcxabd".getBytes(StandardCharsets.UTF_8);

        assertThat(RecentIds.checksum(bytes, 0, 3)).isEqualTo(RecentIds.checksum(bytes, 4, 3));
        assertThat(RecentIds.checksum(bytes, 0, 4)).isNotEqualTo(RecentIds.checksum(bytes, 4, 4));
    }
}
