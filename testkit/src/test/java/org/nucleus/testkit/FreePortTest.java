package org.nucleus.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.stream.Stream;

final class FreePortTest {
    private static final int FIRST_OF_CLIENTS = 32_768;

    @Test
    void givesNoPortTwiceAndNoneThatAClientMayGet() {
        List<Integer> ports = Stream.generate(FreePort::next).limit(500).toList();

        assertThat(ports)
                .doesNotHaveDuplicates()
                .allSatisfy(port -> assertThat(port).isBetween(1_024, FIRST_OF_CLIENTS - 1));
    }

    @Test
    void aServerCanListenThere() throws IOException {
        int port = FreePort.next();

        try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(server.getLocalPort()).isEqualTo(port);
        }
    }
}
