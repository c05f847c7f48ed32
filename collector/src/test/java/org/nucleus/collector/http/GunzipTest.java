package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.nucleus.collector.Bodies.gzip;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

final class GunzipTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 8191, 8192, 8193, 100_000})
    void inflatesUpToTheBound(int length) throws IOException {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);

        assertThat(Gunzip.inflate(gzip(body), 100_000))
                .isInstanceOfSatisfying(
                        Gunzip.Inflated.class,
                        inflated -> assertThat(inflated.body()).isEqualTo(body));
    }

    @Test
    void stopsOneByteAfterTheBound() throws IOException {
        assertThat(Gunzip.inflate(gzip(new byte[100_001]), 100_000))
                .isInstanceOf(Gunzip.TooLarge.class);
    }

    @Test
    void refusesWhatIsNotGzipOrNotAllOfIt() throws IOException {
        byte[] whole = gzip(new byte[1000]);

        assertThat(Gunzip.inflate(new byte[0], 10)).isInstanceOf(Gunzip.Broken.class);
        assertThat(Gunzip.inflate(new byte[] {1, 2, 3}, 10)).isInstanceOf(Gunzip.Broken.class);
        for (int length = 0; length < whole.length; length++) {
            assertThat(Gunzip.inflate(Arrays.copyOf(whole, length), 10_000))
                    .isInstanceOf(Gunzip.Broken.class);
        }
    }

    @Test
    void refusesCountlessMembersThatHoldNothing() throws IOException {
        byte[] member = gzip(new byte[0]);
        byte[] body = new byte[12_000 * member.length];
        for (int at = 0; at < body.length; at += member.length) {
            System.arraycopy(member, 0, body, at, member.length);
        }

        assertThat(Gunzip.inflate(body, 100_000)).isInstanceOf(Gunzip.Broken.class);
    }

    @Test
    void takesAFewMembersThatHoldNothing() throws IOException {
        byte[] text = "two".getBytes(StandardCharsets.UTF_8);
        byte[] body = joined(gzip(new byte[0]), gzip(text), gzip(new byte[0]), gzip(text));

        assertThat(Gunzip.inflate(body, 100))
                .isInstanceOfSatisfying(
                        Gunzip.Inflated.class,
                        inflated ->
                                assertThat(inflated.body())
                                        .asString(StandardCharsets.UTF_8)
                                        .isEqualTo("twotwo"));
    }

    @Test
    void refusesWhatFollowsTheLastMember() throws IOException {
        byte[] whole = gzip(new byte[1000]);

        assertThat(Gunzip.inflate(joined(whole, new byte[] {0}), 10_000))
                .isInstanceOf(Gunzip.Broken.class);
        assertThat(Gunzip.inflate(joined(whole, new byte[] {1, 2, 3}), 10_000))
                .isInstanceOf(Gunzip.Broken.class);
        assertThat(Gunzip.inflate(joined(whole, Arrays.copyOf(whole, 12)), 10_000))
                .isInstanceOf(Gunzip.Broken.class);
    }

    private static byte[] joined(byte[]... parts) throws IOException {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.write(part);
        }
        return joined.toByteArray();
    }
}
