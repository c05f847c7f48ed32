package org.nucleus.collector.bulk;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import java.util.zip.ZipException;

/**
 * Inflates gzip of one or more members, strictly (RFC 1952): the JDK's own stream takes a broken
 * second member for the end, and what follows would be lost without a word. Bodies of all endpoints
 * go through it. It needs the same little memory for any input: no member is read by recursion, and
 * few that hold nothing may follow each other.
 */
public final class GzipMembers extends InputStream {
    private static final int MAGIC = 0x8B1F;
    private static final int DEFLATED = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int TIME_AND_SYSTEM_BYTES = 6;
    private static final int MOST_INPUT_BYTES = 16 * 1024;

    /** Writers that flush too often leave one now and then; thousands are an attack. */
    private static final int MOST_EMPTY_IN_A_ROW = 100;

    private final InputStream in;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private final byte[] input;
    private int inputEnd;
    private int emptyInARow;
    private boolean inMember;

    GzipMembers(InputStream in) {
        this(in, MOST_INPUT_BYTES);
    }

    /** Inflates a body that is here whole. */
    public GzipMembers(byte[] body) {
        this(new ByteArrayInputStream(body), Math.clamp(body.length, 1, MOST_INPUT_BYTES));
    }

    private GzipMembers(InputStream in, int inputBytes) {
        this.in = in;
        this.input = new byte[inputBytes];
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    /**
     * @throws EOFException when a member is not whole
     * @throws ZipException when it is no gzip
     */
    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (true) {
            if (!inMember && !begin()) {
                return -1;
            }
            int inflated = inflate(into, from, length);
            if (inflated > 0) {
                crc.update(into, from, inflated);
                return inflated;
            }
            if (inflater.finished()) {
                end();
            }
        }
    }

    private int inflate(byte[] into, int from, int length) throws IOException {
        try {
            int inflated = inflater.inflate(into, from, length);
            if (inflated == 0 && !inflater.finished()) {
                feed();
            }
            return inflated;
        } catch (DataFormatException e) {
            throw new ZipException("a member is broken");
        }
    }

    private void feed() throws IOException {
        if (inflater.needsDictionary()) {
            throw new ZipException("a member wants a dictionary");
        }
        if (!more()) {
            throw new EOFException("a member is not whole");
        }
    }

    /** Gives the inflater further input; false at the end. */
    private boolean more() throws IOException {
        int read = in.read(input);
        if (read < 0) {
            return false;
        }
        inputEnd = read;
        inflater.setInput(input, 0, read);
        return true;
    }

    /** The next byte after what the inflater took; -1 at the end. */
    private int next() throws IOException {
        if (inflater.getRemaining() == 0 && !more()) {
            return -1;
        }
        int left = inflater.getRemaining();
        int value = input[inputEnd - left] & 0xFF;
        inflater.setInput(input, inputEnd - left + 1, left - 1);
        return value;
    }

    private int must() throws IOException {
        int value = next();
        if (value < 0) {
            throw new EOFException("a member is not whole");
        }
        return value;
    }

    private int two() throws IOException {
        int low = must();
        return low | must() << 8;
    }

    private long four() throws IOException {
        int low = two();
        return low | (long) two() << 16;
    }

    /** Reads a member's header; false where there is no further member. */
    private boolean begin() throws IOException {
        int first = next();
        if (first < 0) {
            return false;
        }
        if ((first | must() << 8) != MAGIC || must() != DEFLATED) {
            throw new ZipException("no gzip");
        }
        int flags = must();
        skip(TIME_AND_SYSTEM_BYTES);
        if ((flags & EXTRA) != 0) {
            skip(two());
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
        restart();
        inMember = true;
        return true;
    }

    private void skip(int bytes) throws IOException {
        for (int i = 0; i < bytes; i++) {
            must();
        }
    }

    private void skipText() throws IOException {
        while (must() != 0) {
            continue;
        }
    }

    /** Resets the inflater, which forgets its input, and gives it the rest of it again. */
    private void restart() {
        int left = inflater.getRemaining();
        inflater.reset();
        inflater.setInput(input, inputEnd - left, left);
        crc.reset();
    }

    private void end() throws IOException {
        long size = inflater.getBytesWritten() & 0xFFFFFFFFL;
        if (four() != crc.getValue() || four() != size) {
            throw new ZipException("a member's check fails");
        }
        emptyInARow = size == 0 ? emptyInARow + 1 : 0;
        if (emptyInARow > MOST_EMPTY_IN_A_ROW) {
            throw new ZipException("too many members hold nothing");
        }
        inMember = false;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
