package org.nucleus.collector.bulk;

import com.github.luben.zstd.ZstdBufferDecompressingStreamNoFinalizer;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/**
 * Decodes zstd of one or more frames, strictly (RFC 8878): the library's own stream takes a second
 * frame that is cut short for the end, and what follows would be lost without a word.
 */
final class ZstdFrames extends InputStream {
    /** RFC 9659: a zstd content coding must not need a window over 8 MiB. */
    private static final int WINDOW_LOG = 23;

    private static final int INPUT_BYTES = 64 * 1024;
    private static final int DECODED_BYTES = 128 * 1024;

    private final InputStream in;
    private final byte[] input = new byte[INPUT_BYTES];
    private final ByteBuffer decoded = ByteBuffer.allocate(DECODED_BYTES).limit(0);
    private final Frames frames = new Frames();
    private IOException fault;
    private boolean ended;

    private final class Frames extends ZstdBufferDecompressingStreamNoFinalizer {
        private Frames() {
            super(ByteBuffer.allocate(0));
        }

        /** Must not throw, as bytes decoded before would be lost. */
        @Override
        protected ByteBuffer refill(ByteBuffer empty) {
            try {
                int read = in.read(input);
                ended = read < 0;
                return ByteBuffer.wrap(input, 0, Math.max(0, read));
            } catch (IOException e) {
                fault = e;
                return empty;
            }
        }

        private boolean isStarved() {
            return ended && !source.hasRemaining();
        }
    }

    ZstdFrames(InputStream in) throws IOException {
        this.in = in;
        frames.setLongMax(WINDOW_LOG);
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    /**
     * @throws EOFException when a frame is not whole
     * @throws IOException when it is no zstd, or wants too large a window
     */
    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (!decoded.hasRemaining()) {
            if (fault != null) {
                throw fault;
            }
            if (!frames.hasRemaining()) {
                return -1;
            }
            decode();
        }
        int read = Math.min(length, decoded.remaining());
        decoded.get(into, from, read);
        return read;
    }

    private void decode() throws IOException {
        boolean starved = frames.isStarved();
        decoded.clear();
        int produced;
        try {
            produced = frames.read(decoded);
        } finally {
            decoded.flip();
        }
        if (produced == 0 && starved) {
            throw new EOFException("a frame is not whole");
        }
    }

    @Override
    public void close() throws IOException {
        frames.close();
        in.close();
    }
}
