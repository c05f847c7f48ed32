package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.Format;
import org.nucleus.node.firstrun.Credentials;
import org.nucleus.testkit.FreePort;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/**
 * An agent that repeats what was not answered 2xx, and a node that is killed under its hands: every
 * statement that was answered is in the table, once. {@code -Dcrash.seed} and {@code -Dcrash.kills}
 * vary it.
 */
final class CrashIT {
    private static final long SEED = Long.getLong("crash.seed", 20261121);
    private static final int STATEMENTS = 20_000;
    private static final int KILLS = Integer.getInteger("crash.kills", 3);

    @TempDir private Path folder;

    @Test
    void everyAnsweredStatementIsInTheTableOnceThroughThreeKills()
            throws InterruptedException, IOException {
        Random random = new Random(SEED);
        int port = FreePort.next();
        String[] door = {"--set", "collector.http.port=" + port};
        ForkedNucleus node = ForkedNucleus.up(folder, door);
        try {
            Credentials.SourceSecret source =
                    Credentials.read(folder.resolve("data"))
                            .orElseThrow()
                            .source(Format.XAPI)
                            .orElseThrow();
            try (RepeatingAgent agent = new RepeatingAgent(port, source, SEED, STATEMENTS)) {
                agent.start();
                for (int kill = 0; kill < KILLS; kill++) {
                    int after = (kill * STATEMENTS + random.nextInt(STATEMENTS)) / KILLS;
                    agent.awaitAnswered(after);
                    LockSupport.parkNanos(Duration.ofMillis(random.nextInt(500)).toNanos());
                    node.kill();
                    node = ForkedNucleus.up(folder, door);
                }
                agent.awaitAnswered(STATEMENTS);
                List<String> sent = new ArrayList<>(agent.answered());
                await().atMost(Duration.ofSeconds(60))
                        .ignoreExceptions()
                        .until(() -> Tables.events(folder.resolve("data"), "true") >= STATEMENTS);
                assertThat(query("select event_id from events order by 1"))
                        .isEqualTo(sent.stream().sorted().toList());
            }
        } finally {
            node.close();
        }
    }

    private List<String> query(String sql) throws InterruptedException {
        ForkedNucleus query = ForkedNucleus.run(folder, "query", "--format", "csv", sql);
        assertThat(query.exitCode()).as(query.err()).isZero();
        return query.out().lines().skip(1).collect(Collectors.toList());
    }
}
