package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** What a person is told when something is not as it should be. */
final class CommandLineIT {
    @TempDir private Path folder;

    @Test
    void everyCommandHasHelpWithAnExample() throws InterruptedException {
        ForkedNucleus help = ForkedNucleus.run(folder, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out())
                .contains(
                        "up",
                        "send",
                        "query",
                        "status",
                        "run",
                        "sources",
                        "credentials",
                        "version");
        for (String command : new String[] {"up", "send", "query", "status", "run", "sources"}) {
            ForkedNucleus own = ForkedNucleus.run(folder, command, "--help");
            assertThat(own.exitCode()).isZero();
            assertThat(own.out()).contains("Example", "./nucleus " + command);
        }
        assertThat(ForkedNucleus.run(folder, "version").out()).contains("nucleus ", "Java ");
    }

    @Test
    void aWrongCallIsOneSentenceAndExitCodeTwo() throws InterruptedException {
        assertFails(2, "FILE", "send", "--format", "xapi");
        assertFails(2, "nothing.json is not a file", "send", "--format", "xapi", "nothing.json");
        assertFails(2, "Unmatched argument", "up", "now");
        assertFails(2, "needs a Kafka cluster", "run", "collector");
        assertFails(
                2,
                "there is no service 'router'; there are collector, processor, exporter-lake,"
                        + " admin-api",
                "run",
                "router");
    }

    @Test
    void everyWrongSettingIsToldAndNothingIsMade() throws InterruptedException {
        ForkedNucleus up =
                ForkedNucleus.run(
                        folder,
                        "up",
                        "--set",
                        "collector.http.port=eighty",
                        "--set",
                        "collektor.http.port=80");
        assertThat(up.exitCode()).isEqualTo(2);
        assertThat(up.err().lines())
                .hasSize(2)
                .anyMatch(line -> line.contains("collector.http.port in --set is 'eighty'"))
                .anyMatch(line -> line.contains("collektor.http.port"));
        assertThat(folder.resolve("data")).doesNotExist();
    }

    @Test
    void aDataFolderThatCannotBeWrittenIsOneSentence() throws IOException, InterruptedException {
        Path file = Files.writeString(folder.resolve("file"), "in the way");
        assertFails(1, "data.dir", "up", "--set", "data.dir=" + file.resolve("data"));
    }

    @Test
    void aTakenPortIsNamedWithItsSettingAndNothingStaysBehind()
            throws IOException, InterruptedException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            String port = Integer.toString(taken.getLocalPort());
            assertFails(
                    1,
                    "port " + port,
                    "up",
                    "--set",
                    "kafka.embedded.port=" + port,
                    "--set",
                    "admin.http.port=0",
                    "--set",
                    "management.http.port=0");
        }
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = Integer.toString(taken.getLocalPort());
            ForkedNucleus up =
                    ForkedNucleus.run(
                            folder,
                            "up",
                            "--set",
                            "collector.http.port=" + port,
                            "--set",
                            "kafka.embedded.port=0",
                            "--set",
                            "admin.http.port=0",
                            "--set",
                            "management.http.port=0");
            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.err().lines())
                    .singleElement()
                    .asString()
                    .contains("port " + port, "collector.http.port");
        }
        try (ForkedNucleus node = ForkedNucleus.up(folder)) {
            node.terminate();
            node.awaitEnd(Duration.ofSeconds(10));
            assertThat(node.exitCode()).isZero();
        }
    }

    @Test
    void allTakenPortsAreNamedAtOnce() throws IOException, InterruptedException {
        try (ServerSocket one = new ServerSocket(0);
                ServerSocket two = new ServerSocket(0)) {
            ForkedNucleus up =
                    ForkedNucleus.run(
                            folder,
                            "up",
                            "--set",
                            "collector.http.port=" + one.getLocalPort(),
                            "--set",
                            "admin.http.port=" + two.getLocalPort(),
                            "--set",
                            "management.http.port=0",
                            "--set",
                            "kafka.embedded.port=0");
            assertThat(up.exitCode()).isEqualTo(1);
            assertThat(up.err().lines())
                    .singleElement()
                    .asString()
                    .contains(
                            one.getLocalPort() + " (collector.http.port)",
                            two.getLocalPort() + " (admin.http.port)");
        }
    }

    @Test
    void withoutANodeStatusAndSendSaySo() throws InterruptedException, IOException {
        ForkedNucleus status = ForkedNucleus.run(folder, "status");
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.out()).contains("No node runs on " + folder.toRealPath());
        Files.writeString(folder.resolve("one.json"), "{}");
        assertFails(1, "where the node was started", "send", "--format", "xapi", "one.json");
    }

    private void assertFails(int code, String sentence, String... arguments)
            throws InterruptedException {
        ForkedNucleus command = ForkedNucleus.run(folder, arguments);
        assertThat(command.err()).contains(sentence).doesNotContain("\tat ");
        assertThat(command.err().lines().filter(line -> line.startsWith("nucleus: ")))
                .as(command.err())
                .hasSize(1);
        assertThat(command.exitCode()).isEqualTo(code);
    }
}
