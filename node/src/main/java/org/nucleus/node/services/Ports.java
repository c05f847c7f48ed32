package org.nucleus.node.services;

import org.nucleus.runtime.health.StartFailure;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The ports that a node is about to open, looked at together before any of them is. */
final class Ports {
    private Ports() {}

    /**
     * One of them.
     *
     * @param setting its key
     * @param host on which address
     * @param number 0 for any free one
     */
    record Port(String setting, String host, int number) {
        Port {
            Objects.requireNonNull(setting, "setting is null");
            Objects.requireNonNull(host, "host is null");
        }

        private boolean isTaken() {
            if (number == 0) {
                return false;
            }
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(host, number));
                return false;
            } catch (IOException e) {
                return true;
            }
        }

        @Override
        public String toString() {
            return number + " (" + setting + ")";
        }
    }

    /**
     * Returns when at most one is taken, which its service will tell best.
     *
     * @throws StartFailure naming all that are taken
     */
    static void requireFree(List<Port> ports) {
        List<Port> taken = ports.stream().filter(Port::isTaken).toList();
        if (taken.size() > 1) {
            throw new StartFailure(
                    "ports %s are taken or not allowed; stop what has them, another node perhaps, or set others"
                            .formatted(
                                    taken.stream()
                                            .map(Port::toString)
                                            .collect(Collectors.joining(", "))));
        }
    }
}
