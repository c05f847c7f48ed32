package org.nucleus.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One keep-alive connection of the load generator, with at most one request in flight. */
final class Connection {
    private static final int RESPONSE_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final SelectionKey key;
    private final byte[] request;
    private final ByteBuffer out;
    private final ByteBuffer in = ByteBuffer.allocateDirect(RESPONSE_BYTES);
    private final ResponseReader response = new ResponseReader();
    private long firstStatement;
    private long dueNanos;

    private Connection(SocketChannel channel, SelectionKey key, byte[] request) {
        this.channel = channel;
        this.key = key;
        this.request = request;
        this.out = ByteBuffer.allocateDirect(request.length);
    }

    /** Connects to loopback and registers with {@code selector}, itself attached. */
    static Connection open(int port, Selector selector, byte[] request) throws IOException {
        SocketChannel channel =
                SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        Connection connection = new Connection(channel, key, request);
        key.attach(connection);
        return connection;
    }

    byte[] request() {
        return request;
    }

    /** When the request in flight was due. */
    long dueNanos() {
        return dueNanos;
    }

    /** Number of the first statement of the request in flight. */
    long firstStatement() {
        return firstStatement;
    }

    /**
     * Sends {@link #request} as it now is.
     *
     * @param first number of its first statement
     * @param due from when its latency counts
     */
    void send(long first, long due) throws IOException {
        firstStatement = first;
        dueNanos = due;
        out.clear().put(request).flip();
        write();
    }

    /** Goes on with a request that the socket did not take at once. */
    void write() throws IOException {
        channel.write(out);
        key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
    }

    /**
     * Reads what has arrived.
     *
     * @return the status of the response that ended; 0 while none has
     * @throws IOException where the server has closed the connection
     */
    int read() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("the server closed the connection");
        }
        in.flip();
        boolean ended = response.take(in);
        in.compact();
        return ended ? response.status() : 0;
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close a connection of the load generator", e);
        }
    }
}
