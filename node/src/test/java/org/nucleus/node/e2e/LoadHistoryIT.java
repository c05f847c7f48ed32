package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.testkit.Envelopes;
import org.nucleus.testkit.S3Server;
import org.nucleus.testkit.Statements;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Large files, as {@code docs/how-to/load-history.md} loads them, and over a line that breaks. */
final class LoadHistoryIT {
    private static final int STATEMENTS = 6_000;

    private static final String BUCKET = "nucleus-uploads";

    @TempDir private static Path folder;
    private static S3Server s3;
    private static Walkthrough walkthrough;
    private static ForkedNucleus node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        walkthrough = new Walkthrough(folder);
        walkthrough.layOutCheckout();
        s3 = S3Server.start(Path.of("target", "s3mock.log"));
        s3.makeBucket(BUCKET);
        node =
                ForkedNucleus.up(
                        folder,
                        Map.of("AWS_ACCESS_KEY_ID", "any", "AWS_SECRET_ACCESS_KEY", "any"),
                        "--set",
                        "collector.uploads.bucket=" + BUCKET,
                        "--set",
                        "collector.uploads.region=eu-central-1",
                        "--set",
                        "collector.uploads.endpoint=" + s3.address(),
                        "--set",
                        "collector.uploads.list.interval=500ms");
    }

    @AfterAll
    static void stop() {
        node.close();
        s3.close();
    }

    @Test
    void theHowToDoesWhatItSays() throws IOException, InterruptedException {
        Files.write(folder.resolve("history.ndjson"), statements());
        String commands = walkthrough.commands("docs/how-to/load-history.md");
        int curl = commands.indexOf("credential=");
        int bucket = commands.indexOf("gzip -k history.ndjson");
        int query = commands.indexOf("./nucleus query");
        ForkedNucleus send =
                ForkedNucleus.run(folder, "send", "--format", "xapi", "history.ndjson");
        assertThat(send.exitCode()).isEqualTo(1);
        assertThat(send.out())
                .contains(
                        "history.ndjson: 100%",
                        "history.ndjson:17: refused",
                        "xapi.statement.actor.missing",
                        "history.ndjson:5000: refused",
                        "5,998 statements accepted, 2 refused");
        ForkedNucleus again =
                ForkedNucleus.run(folder, "send", "--format", "xapi", "history.ndjson");
        assertThat(again.out()).contains("5,998 statements accepted, 2 refused");

        assertThat(walkthrough.shell(commands.substring(curl, bucket)))
                .contains("\"state\":\"complete\"", "\"accepted\":5998", "\"line\":5000");
        String credential = commands.substring(curl, commands.indexOf("gzip -c"));
        walkthrough.shell(credential + commands.substring(bucket, query));
        String watch = commands.substring(commands.lastIndexOf("curl", query), query);
        await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> walkthrough.shell(credential + watch),
                        answer -> answer.contains("\"state\":\"complete\""));
        assertThat(walkthrough.shell(credential + watch)).contains("\"accepted\":5998");
        awaitEvents("XAPI", STATEMENTS - 2);
        assertThat(walkthrough.shell(commands.substring(query)))
                .contains("5998", "xapi.statement.actor.missing");
        assertThat(node.err()).isEmpty();
    }

    @Test
    void aLineThatBreaksIsTakenUpWhereItEnded() throws IOException, InterruptedException {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 4_000; i++) {
            events.add(Envelopes.event("urn:uuid:" + UUID.randomUUID()));
        }
        Files.write(folder.resolve("envelopes.ndjson"), events);
        try (CuttingProxy line = new CuttingProxy(collectorPort(), 3, 300_000)) {
            ForkedNucleus send =
                    ForkedNucleus.run(
                            folder,
                            "send",
                            "--format",
                            "caliper",
                            "--url",
                            line.url(),
                            "--source",
                            "demo-caliper",
                            "--secret",
                            secret(),
                            "envelopes.ndjson");
            assertThat(send.out()).contains("4,000 events accepted");
            assertThat(send.exitCode()).isZero();
            assertThat(line.cutsLeft()).isZero();
            awaitEvents("CALIPER", 4_000);
            assertThat(node.err()).isEmpty();
        }
    }

    private static List<String> statements() {
        List<String> lines = new ArrayList<>();
        for (int i = 1; i <= STATEMENTS; i++) {
            String statement = Statements.statement(UUID.randomUUID().toString());
            lines.add(
                    i == 17 || i == 5_000
                            ? statement.replaceFirst("\"actor\":\\{[^}]*},", "")
                            : statement);
        }
        return lines;
    }

    private static int collectorPort() throws IOException {
        return new ObjectMapper()
                .readTree(folder.resolve("data/node.json").toFile())
                .get("collector")
                .intValue();
    }

    private static String secret() throws InterruptedException {
        return ForkedNucleus.run(folder, "credentials", "caliper").out().strip().split(":", 2)[1];
    }

    private static void awaitEvents(String format, int count) {
        await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(
                        () ->
                                Tables.events(
                                                folder.resolve("data"),
                                                "format = '%s'".formatted(format))
                                        == count);
    }
}
