package org.nucleus.runtime;

import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A service that others of its process can do without: where it cannot start it is down, with the
 * reason, and tried again until it works or is closed. Accepting events needs the log alone, so
 * neither a stream job nor an outlet may keep the collector from listening.
 */
public final class RetriedService implements Service {
    private static final Logger log = LoggerFactory.getLogger(RetriedService.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final String name;
    private final Service first;
    private final Supplier<? extends Service> another;
    private final Duration patience;
    private final CountDownLatch triedOnce = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private volatile Thread starter;
    private volatile Service running;
    private volatile String reason = "is starting";

    /**
     * @param first what is started first
     * @param another makes a new one for each attempt after it
     */
    public RetriedService(Service first, Supplier<? extends Service> another) {
        this(first, another, PATIENCE);
    }

    RetriedService(Service first, Supplier<? extends Service> another, Duration patience) {
        this.name = first.name();
        this.first = first;
        this.another = another;
        this.patience = patience;
    }

    @Override
    public String name() {
        return name;
    }

    /** Returns when the service works, or has failed once, or takes longer than 15 s to start. */
    @Override
    public void start() {
        starter = Thread.ofPlatform().daemon().name("start-" + name).start(this::startAtLast);
        try {
            if (!triedOnce.await(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                log.atInfo().addKeyValue("service", name).log("Service is still starting");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("interrupted while " + name + " started", e);
        }
    }

    private void startAtLast() {
        Backoff backoff = new Backoff();
        try {
            Service service = first;
            while (!started(service)) {
                triedOnce.countDown();
                if (closing.await(backoff.next().toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
                service = another.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            triedOnce.countDown();
        }
    }

    private boolean started(Service service) {
        try {
            service.start();
            running = service;
            log.atInfo().addKeyValue("service", name).log("Service works");
            return true;
        } catch (RuntimeException | LinkageError e) {
            reason = e instanceof StartFailure ? e.getMessage() : Failures.reason(e);
            service.close();
            if (closing.getCount() > 0) {
                log.atWarn()
                        .addKeyValue("service", name)
                        .addKeyValue("reason", reason)
                        .log("Service cannot start and will be tried again");
            }
            return false;
        }
    }

    @Override
    public Health check() {
        Service service = running;
        return service == null ? new Health.Down(reason) : service.check();
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            if (starter != null) {
                starter.interrupt();
                starter.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running != null) {
            running.close();
        }
    }
}
