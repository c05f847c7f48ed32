package org.nucleus.node.e2e;

import org.nucleus.node.cli.NucleusCommand;
import org.nucleus.node.cli.Surroundings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The program under a clock of its own: a file says by how many seconds it is ahead, or behind. */
final class JumpingClockMain extends Clock {
    /** Names the file, in the environment. */
    static final String FILE = "JUMPING_CLOCK";

    private final Path file;
    private volatile Duration ahead;

    private JumpingClockMain(Path file) {
        this.file = file;
        look();
        Executors.newSingleThreadScheduledExecutor(
                        run -> Thread.ofPlatform().daemon().name("jumping-clock").unstarted(run))
                .scheduleWithFixedDelay(this::look, 200, 200, TimeUnit.MILLISECONDS);
    }

    public static void main(String[] args) {
        Clock clock = new JumpingClockMain(Path.of(System.getenv(FILE)));
        System.exit(
                NucleusCommand.execute(
                        new Surroundings(clock, System.getenv(), System.out, System.err), args));
    }

    private void look() {
        try {
            ahead = Duration.ofSeconds(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
