package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.node.admin.AdminClient;
import org.nucleus.node.data.RunningNode;
import org.nucleus.testkit.FreePort;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Senders of several formats, and a node that is killed, stopped, and whose clock jumps: in the end
 * every accepted event is one row of {@code events} or of {@code failed_events}, by its mark.
 * {@code -Dsoak.minutes=15} makes it long, {@code -Dsoak.seed} another. Clocks jump where
 * libfaketime is installed; where it is not, the output says so.
 */
final class SoakIT {
    private static final long SEED = Long.getLong("soak.seed", 20261201);
    private static final Duration LENGTH =
            Duration.ofSeconds(
                    Math.round(60 * Double.parseDouble(System.getProperty("soak.minutes", "0.2"))));
    private static final boolean FILLS_DISK = LENGTH.compareTo(Duration.ofMinutes(2)) >= 0;
    private static final int DISK_MIB = 6_000;

    /** Less is free then than a node needs (data.disk.free.min), and more than its log takes. */
    private static final int LEFT_MIB = 200;

    private static final String MARK = "regexp_extract(payload, 'soak-[0-9a-f-]{36}')";
    private static final String MARKS =
            "select " + MARK + " as mark, count(*) as n from %s group by 1";
    private static final String DIFFERENT = "select count(distinct " + MARK + ") as n from %s";

    @TempDir private Path folder;
    private final Random random = new Random(SEED);
    private final int port = FreePort.next();
    private ForkedNucleus node;
    private int disturbances;
    private boolean ownDisk;

    @Test
    void everyAcceptedEventIsOneRowWhateverHappens() throws InterruptedException, IOException {
        writeClock(0);
        Files.createDirectory(data());
        ownDisk =
                FILLS_DISK
                        && ran(
                                "mount",
                                "-t",
                                "tmpfs",
                                "-o",
                                "size=" + DISK_MIB + "m",
                                "soak",
                                data().toString());
        if (FILLS_DISK && !ownDisk) {
            System.out.println("SoakIT: no file system can be mounted, so no disk fills");
        }
        node = up();
        try (SoakAgent agent = new SoakAgent(port, SEED)) {
            DemoSources.register(admin(), "http://127.0.0.1:1");
            agent.start();
            long end = System.nanoTime() + LENGTH.toNanos();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(Duration.ofMillis(3_000 + random.nextInt(9_000)).toNanos());
                disturb();
                agent.throwRefusal();
            }
            writeClock(0);
            agent.finish();
            assertRows("events", agent.good());
            assertRows("failed_events", agent.failed());
            System.out.printf(
                    "SoakIT: %,d good, %,d failed, %d disturbances%n",
                    agent.good().size(), agent.failed().size(), disturbances);
        } finally {
            node.kill();
            if (ownDisk) {
                ran("umount", "-l", data().toString());
            }
        }
    }

    private void disturb() throws InterruptedException, IOException {
        switch (disturbances++ % (ownDisk ? 5 : 4)) {
            case 0 -> {
                node.kill();
                node = up();
            }
            case 1 -> writeClock(1 + random.nextInt(7_200));
            case 2 -> writeClock(-1 - random.nextInt(7_200));
            case 3 -> {
                node.terminate();
                node.awaitEnd(Duration.ofSeconds(60));
                node = up();
            }
            default -> fillDiskForAWhile();
        }
    }

    private void fillDiskForAWhile() throws IOException, InterruptedException {
        long free = Files.getFileStore(data()).getUsableSpace() >> 20;
        Path ballast = data().resolve("ballast");
        ran("fallocate", "-l", free - LEFT_MIB + "MiB", ballast.toString());
        LockSupport.parkNanos(Duration.ofSeconds(8).toNanos());
        Files.deleteIfExists(ballast);
    }

    private static boolean ran(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    }

    private void assertRows(String table, Set<String> marks) {
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .ignoreExceptions()
                .until(() -> different(table) >= marks.size());
        Map<String, Integer> rows = rows(table);
        assertThat(rows.keySet()).isEqualTo(marks);
        assertThat(rows).allSatisfy((mark, count) -> assertThat(count).as(mark).isEqualTo(1));
    }

    private int different(String table) {
        return Tables.query(data(), DIFFERENT.formatted(table)).get(0).path("n").asInt();
    }

    private Path data() {
        return folder.resolve("data");
    }

    private Map<String, Integer> rows(String table) {
        Map<String, Integer> counts = new HashMap<>();
        for (JsonNode row : Tables.query(data(), MARKS.formatted(table))) {
            counts.put(row.path("mark").asText(), row.path("n").asInt());
        }
        return counts;
    }

    private ForkedNucleus up() throws InterruptedException {
        return ForkedNucleus.up(
                folder,
                clock(),
                "--set",
                "collector.http.port=" + port,
                "--set",
                "lake.commit.interval=1s",
                "--set",
                "outbound.allowed.hosts=127.0.0.1");
    }

    private Map<String, String> clock() {
        return Map.of(JumpingClockMain.FILE, folder.resolve("clock").toString());
    }

    /** Puts the clock of the node so many seconds ahead, from then on. */
    private void writeClock(int ahead) throws IOException {
        Path draft = folder.resolve("clock.draft");
        Files.writeString(draft, Integer.toString(ahead));
        Files.move(draft, folder.resolve("clock"), StandardCopyOption.REPLACE_EXISTING);
    }

    private AdminClient admin() throws IOException {
        JsonNode kept = new ObjectMapper().readTree(data().resolve("first-run.json").toFile());
        return new AdminClient(
                URI.create(
                        "http://127.0.0.1:" + RunningNode.read(data()).orElseThrow().adminPort()),
                kept.at("/admin/token").asText());
    }
}
