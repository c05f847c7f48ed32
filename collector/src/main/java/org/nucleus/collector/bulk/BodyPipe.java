package org.nucleus.collector.bulk;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A body between the event loop that receives it and the thread that reads it. Never makes the
 * writer wait: it says when it is full, and asks for more once it is nearly empty.
 */
public final class BodyPipe extends InputStream {
    private static final int FULL = 256 * 1024;
    private static final int NEARLY_EMPTY = 64 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<byte[]> chunks = new ArrayDeque<>();
    private final Runnable more;
    private int at;
    private int queued;
    private long received;
    private boolean waiting;
    private boolean ended;
    private boolean cut;

    /**
     * @param more asks the writer to go on after it was told to wait; called on the reader's thread
     */
    public BodyPipe(Runnable more) {
        this.more = Objects.requireNonNull(more, "more is null");
    }

    /** Takes bytes, which the caller does not change any more; false when it must wait. */
    public boolean offer(byte[] bytes) {
        lock.lock();
        try {
            received += bytes.length;
            if (bytes.length > 0 && !cut) {
                chunks.add(bytes);
                queued += bytes.length;
                changed.signal();
            }
            waiting = queued >= FULL;
            return !waiting;
        } finally {
            lock.unlock();
        }
    }

    /** The body is whole. */
    public void end() {
        lock.lock();
        try {
            ended = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** No more of the body will come; what is here can still be read, unless it had ended. */
    public void cut() {
        lock.lock();
        try {
            cut = true;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Bytes offered so far. */
    long received() {
        lock.lock();
        try {
            return received;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    /**
     * Waits for bytes.
     *
     * @throws BodyCut when all that came before the cut was read
     */
    @Override
    public int read(byte[] into, int from, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        int read;
        boolean goOn;
        lock.lock();
        try {
            if (!await()) {
                return -1;
            }
            read = take(into, from, length);
            goOn = waiting && queued <= NEARLY_EMPTY;
            waiting = waiting && !goOn;
        } finally {
            lock.unlock();
        }
        if (goOn) {
            more.run();
        }
        return read;
    }

    /**
     * Waits without reading, so that the writer is soon told to wait too.
     *
     * @throws BodyCut once the body is cut, also where it had ended: that is for what rests
     */
    void rest(long nanos) throws BodyCut {
        lock.lock();
        try {
            long left = nanos;
            while (left > 0 && !cut) {
                left = changed.awaitNanos(left);
            }
            if (cut) {
                throw new BodyCut();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BodyCut();
        } finally {
            lock.unlock();
        }
    }

    /** Whether there is something to read; false at the end. */
    private boolean await() throws IOException {
        while (chunks.isEmpty()) {
            if (ended) {
                return false;
            }
            if (cut) {
                throw new BodyCut();
            }
            try {
                changed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new BodyCut();
            }
        }
        return true;
    }

    private int take(byte[] into, int from, int length) {
        byte[] chunk = chunks.peek();
        int taken = Math.min(length, chunk.length - at);
        System.arraycopy(chunk, at, into, from, taken);
        at += taken;
        queued -= taken;
        if (at == chunk.length) {
            chunks.poll();
            at = 0;
        }
        return taken;
    }

    @Override
    public int available() {
        lock.lock();
        try {
            return queued;
        } finally {
            lock.unlock();
        }
    }
}
