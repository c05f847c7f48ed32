package org.nucleus.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

class ResponseReaderTest {
    private static final String OK =
            "HTTP/1.1 200 OK\r\nx: y\r\nContent-Length: 5\r\nz: 1\r\n\r\n[\"a\"]";

    private final ResponseReader reader = new ResponseReader();

    @Test
    void findsTheEndWhereverTheBytesAreCut() {
        for (int cut = 1; cut < OK.length(); cut++) {
            ByteBuffer in = ByteBuffer.allocate(200).put(bytes(OK.substring(0, cut))).flip();

            assertThat(reader.take(in)).as("cut at %d", cut).isFalse();
            in.compact().put(bytes(OK.substring(cut))).flip();
            assertThat(reader.take(in)).as("cut at %d", cut).isTrue();

            assertThat(reader.status()).isEqualTo(200);
            assertThat(in.hasRemaining()).isFalse();
        }
    }

    @Test
    void noContentHasNoLength() {
        assertThat(reader.take(ByteBuffer.wrap(bytes("HTTP/1.1 204 No Content\r\n\r\n")))).isTrue();
        assertThat(reader.status()).isEqualTo(204);
    }

    @Test
    void lowerCaseAndEmptyBodiesAreUnderstood() {
        assertThat(
                        reader.take(
                                ByteBuffer.wrap(
                                        bytes("HTTP/1.1 503 Busy\r\ncontent-length:0\r\n\r\n"))))
                .isTrue();
        assertThat(reader.status()).isEqualTo(503);
    }

    @Test
    void aResponseOfUnknownLengthIsAnError() {
        ByteBuffer in = ByteBuffer.wrap(bytes("HTTP/1.1 200 OK\r\nx: y\r\n\r\n"));

        assertThatThrownBy(() -> reader.take(in)).hasMessageContaining("Content-Length");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
