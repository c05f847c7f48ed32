package org.nucleus.collector.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.nucleus.collector.Bodies.gzip;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdOutputStream;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;

final class ContentCodingTest {
    private static final int TRAILER_BYTES = 8;
    private final byte[] first = random(100_000, 1);
    private final byte[] second = random(70_000, 2);

    @Test
    void knowsTheNamesThatAreTaken() {
        assertThat(ContentCoding.named(null)).contains(ContentCoding.IDENTITY);
        assertThat(ContentCoding.named("identity")).contains(ContentCoding.IDENTITY);
        assertThat(ContentCoding.named("GZIP")).contains(ContentCoding.GZIP);
        assertThat(ContentCoding.named("x-gzip")).contains(ContentCoding.GZIP);
        assertThat(ContentCoding.named("zstd")).contains(ContentCoding.ZSTD);
        assertThat(ContentCoding.named("br")).isEmpty();
        assertThat(ContentCoding.named("gzip, zstd")).isEmpty();
    }

    @Test
    void inflatesAllMembersOfGzip() throws IOException {
        byte[] body = concat(gzip(first), gzip(new byte[0]), gzip(second));
        assertThat(decoded(ContentCoding.GZIP, body)).isEqualTo(concat(first, second));
    }

    @Test
    void inflatesGzipWithEveryOptionalPartOfAHeader() throws IOException {
        byte[] plain = gzip(first);
        ByteArrayOutputStream full = new ByteArrayOutputStream();
        full.writeBytes(HexFormat.of().parseHex("1f8b081e000000000003"));
        full.writeBytes(HexFormat.of().parseHex("03000a0b0c"));
        full.writeBytes("history.ndjson\0a comment\0".getBytes(StandardCharsets.ISO_8859_1));
        full.writeBytes(HexFormat.of().parseHex("abcd"));
        full.write(plain, 10, plain.length - 10);
        assertThat(decoded(ContentCoding.GZIP, full.toByteArray())).isEqualTo(first);
    }

    @Test
    void refusesGzipThatIsNotWholeOrNotRight() throws IOException {
        byte[] whole = concat(gzip(first), gzip(second));
        int boundary = gzip(first).length;
        assertBroken(ContentCoding.GZIP, Arrays.copyOf(whole, whole.length - 1));
        assertBroken(ContentCoding.GZIP, Arrays.copyOf(whole, boundary + 5));
        assertBroken(ContentCoding.GZIP, Arrays.copyOf(whole, boundary - TRAILER_BYTES));
        assertBroken(ContentCoding.GZIP, flipped(whole, boundary));
        assertBroken(ContentCoding.GZIP, flipped(whole, boundary - 1));
        assertBroken(ContentCoding.GZIP, flipped(whole, boundary - TRAILER_BYTES));
        assertBroken(ContentCoding.GZIP, concat(whole, new byte[] {0}));
        assertBroken(ContentCoding.GZIP, first);
    }

    @Test
    void inflatesAllFramesOfZstd() throws IOException {
        byte[] body = concat(Zstd.compress(first), Zstd.compress(second));
        assertThat(decoded(ContentCoding.ZSTD, body)).isEqualTo(concat(first, second));
    }

    @Test
    void refusesZstdThatIsNotWholeOrNotRight() {
        byte[] whole = Zstd.compress(first);
        assertBroken(ContentCoding.ZSTD, Arrays.copyOf(whole, whole.length - 1));
        assertBroken(ContentCoding.ZSTD, concat(whole, Arrays.copyOf(whole, 50)));
        assertBroken(ContentCoding.ZSTD, concat(whole, first));
        assertBroken(ContentCoding.ZSTD, first);
    }

    @Test
    void refusesZstdThatWantsMoreMemoryThanAContentCodingMay() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZstdOutputStream zstd = new ZstdOutputStream(out)) {
            zstd.setLong(24);
            zstd.write(first);
        }
        assertBroken(ContentCoding.ZSTD, out.toByteArray());
    }

    private static void assertBroken(ContentCoding coding, byte[] body) {
        assertThatThrownBy(() -> decoded(coding, body)).isInstanceOf(IOException.class);
    }

    private static byte[] decoded(ContentCoding coding, byte[] body) throws IOException {
        try (InputStream in = coding.decode(new ByteArrayInputStream(body))) {
            return in.readAllBytes();
        }
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] copy = bytes.clone();
        copy[at] ^= 1;
        return copy;
    }

    private static byte[] concat(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    /** Compresses to about half. */
    private static byte[] random(int length, long seed) {
        byte[] bytes = new byte[length];
        Random random = new Random(seed);
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) ('a' + random.nextInt(16));
        }
        return bytes;
    }
}
