package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;

/** A first day with a node: up, send, query, send again, stop, up again. */
final class UpIT {
    private static final Path SAMPLES = Path.of("..", "docs", "samples").toAbsolutePath();
    private static final String COUNTS =
            "select format, count(*) as events from events group by 1 order by 1";
    private static final String EXPECTED = "format,events\nCALIPER,2\nXAPI,3\n";
    private static final long MOST_RESIDENT_KIB = 1_536 << 10;

    @TempDir private Path folder;

    @Test
    void whatIsSentIsInTheTableSoonAndOnce() throws InterruptedException, IOException {
        try (ForkedNucleus node = ForkedNucleus.up(folder)) {
            assertThat(node.out()).contains("First run", "curl -u demo-xapi:nk_");
            assertThat(Files.readAllLines(folder.resolve("data/logs/nucleus.log")))
                    .filteredOn(line -> line.contains(" WARN ") || line.contains(" ERROR "))
                    .allMatch(line -> line.contains("OS temp directory"), "of the test's folder");
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(
                                            folder.resolve("data/first-run.json"))))
                    .isEqualTo("rw-------");
            sendSamples();
            await().atMost(Duration.ofSeconds(15))
                    .ignoreExceptions()
                    .until(() -> Tables.events(folder.resolve("data"), "true") == 5);
            assertThat(query()).isEqualTo(EXPECTED);

            sendSamples();
            ForkedNucleus status = ForkedNucleus.run(folder, "status");
            assertThat(status.out()).contains("Ready.", "10 received", "nucleus-processor: ");
            assertThat(status.exitCode()).isZero();

            ForkedNucleus second = ForkedNucleus.run(folder, "up");
            assertThat(second.exitCode()).isEqualTo(1);
            assertThat(second.err().lines())
                    .singleElement()
                    .asString()
                    .contains("in use by another node");

            long resident = node.residentKib();
            System.out.println("UpIT: resident memory " + (resident >> 10) + " MiB");
            assertThat(resident).isLessThan(MOST_RESIDENT_KIB);

            node.terminate();
            node.awaitEnd(Duration.ofSeconds(10));
            assertThat(node.exitCode()).isZero();
            assertThat(node.err()).contains("nucleus: stopped");
        }
        assertThat(query()).isEqualTo(EXPECTED);
        try (ForkedNucleus again = ForkedNucleus.up(folder)) {
            assertThat(again.out()).doesNotContain("First run", "nk_");
            assertThat(query()).isEqualTo(EXPECTED);
        }
    }

    @Test
    void aRefusedStatementIsToldByLineAndHoldsNoOtherBack()
            throws InterruptedException, IOException {
        Path file = folder.resolve("mixed.ndjson");
        Files.writeString(
                file,
                """
                {"actor":{"mbox":"mailto:a@school.example"},"verb":{"id":"https://v.example/read"},"object":{"id":"https://o.example/1"}}
                {"actor":{"mbox":"a@school.example"},"verb":{"id":"read"},"object":{"id":"https://o.example/1"}}
                {"actor":{"mbox":"mailto:a@school.example"},"verb":{"id":"https://v.example/read"},"object":
                {"actor":{"mbox":"mailto:b@school.example"},"verb":{"id":"https://v.example/read"},"object":{"id":"https://o.example/1"}}
                """);
        try (ForkedNucleus node = ForkedNucleus.up(folder)) {
            ForkedNucleus send =
                    ForkedNucleus.run(folder, "send", "--format", "xapi", "mixed.ndjson");
            assertThat(send.exitCode()).isEqualTo(1);
            assertThat(send.out())
                    .contains(
                            "mixed.ndjson:2: refused",
                            "/actor/mbox",
                            "/verb/id",
                            "mixed.ndjson:3: refused",
                            "2 statements accepted, 2 refused")
                    .doesNotContain("mixed.ndjson:1", "mixed.ndjson:4");
            assertThat(node.err()).isEmpty();
        }
    }

    private void sendSamples() throws InterruptedException {
        for (String[] sample :
                new String[][] {{"xapi", "statements.json"}, {"caliper", "envelope.json"}}) {
            ForkedNucleus send =
                    ForkedNucleus.run(
                            folder,
                            "send",
                            "--format",
                            sample[0],
                            SAMPLES.resolve(sample[1]).toString());
            assertThat(send.exitCode()).as(send.out() + send.err()).isZero();
        }
    }

    private String query() throws InterruptedException {
        ForkedNucleus query = ForkedNucleus.run(folder, "query", "--format", "csv", COUNTS);
        assertThat(query.exitCode()).as(query.err()).isZero();
        return query.out().replace("\r\n", "\n");
    }
}
