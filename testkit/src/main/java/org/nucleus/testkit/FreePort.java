package org.nucleus.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Ports for servers that must know theirs before they listen, or that listen there again after an
 * outage. They lie below those that a system gives to outgoing connections, so no client takes one
 * meanwhile.
 */
public final class FreePort {
    private static final int FIRST = 16_000;
    private static final int COUNT = 16_000;

    /** Each JVM begins elsewhere. */
    private static final AtomicInteger DRAWN =
            new AtomicInteger((int) (ProcessHandle.current().pid() * 97 % COUNT));

    private FreePort() {}

    /**
     * A port of the loopback address on which nobody listens, and that this JVM was not given
     * before.
     *
     * @throws IllegalStateException when all are taken
     */
    public static int next() {
        for (int attempt = 0; attempt < COUNT; attempt++) {
            int port = FIRST + Math.floorMod(DRAWN.getAndIncrement(), COUNT);
            if (isFree(port)) {
                return port;
            }
        }
        throw new IllegalStateException("no free port from %d on".formatted(FIRST));
    }

    private static boolean isFree(int port) {
        try (ServerSocket ignored = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
