package org.nucleus.collector.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

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
}
