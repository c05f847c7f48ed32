package org.nucleus.node.cli;

import org.nucleus.node.services.Running;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Turns Ctrl-C and SIGTERM into one orderly end with exit code 0. Also while services start: then
 * the end waits a little for them, and otherwise leaves as a crash would, which loses nothing.
 */
final class StopSignal {
    private static final Duration START_MAY_TAKE = Duration.ofSeconds(5);

    private final PrintStream err;
    private final AtomicReference<Running> running = new AtomicReference<>();
    private final CountDownLatch started = new CountDownLatch(1);
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "stop");

    StopSignal(PrintStream err) {
        this.err = err;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From now on the signal closes {@code services}. */
    void closes(Running services) {
        running.set(services);
        started.countDown();
    }

    /** The process ends without having started anything; its exit code is its own again. */
    void forget() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException ignored) {
            started.countDown();
        }
    }

    /** Whether the signal came within {@code wait}. */
    boolean cameWithin(Duration wait) throws InterruptedException {
        return stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void stop() {
        stopping.countDown();
        err.println("nucleus: stopping");
        try {
            boolean whole = started.await(START_MAY_TAKE.toMillis(), TimeUnit.MILLISECONDS);
            Running services = running.get();
            if (whole && services != null) {
                services.close();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        err.println("nucleus: stopped");
        err.flush();
        Runtime.getRuntime().halt(ExitCode.OK);
    }
}
