package org.nucleus.node.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A line to a node that breaks: its first connections end after some bytes were sent. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket door;
    private final int target;
    private final int after;
    private final AtomicInteger cuts;

    /**
     * @param target port of the node
     * @param cuts how many connections are cut
     * @param after how many bytes of the client
     */
    CuttingProxy(int target, int cuts, int after) throws IOException {
        this.door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        this.after = after;
        this.cuts = new AtomicInteger(cuts);
        Thread.ofVirtual().start(this::serve);
    }

    String url() {
        return "http://127.0.0.1:" + door.getLocalPort();
    }

    int cutsLeft() {
        return cuts.get();
    }

    private void serve() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket node = new Socket(InetAddress.getLoopbackAddress(), target);
                Thread.ofVirtual().start(() -> copy(client, node, true));
                Thread.ofVirtual().start(() -> copy(node, client, false));
            }
        } catch (IOException ignored) {
            // Closed.
        }
    }

    private void copy(Socket from, Socket to, boolean mayCut) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            int copied = 0;
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                out.write(bytes, 0, read);
                copied += read;
                if (mayCut && copied > after && cuts.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
                    return;
                }
            }
        } catch (IOException ignored) {
            // The other side has gone.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
