package org.nucleus.runtime;

import org.nucleus.runtime.health.Failures;
import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The services of one process: started in order, closed in reverse, healthy when all are. */
public final class ServiceGroup implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ServiceGroup.class);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(10);
    private static final Duration KEPT_FOR_EACH = Duration.ofMillis(500);

    private final List<Service> services;
    private final Duration closeWithin;
    private final Deque<Service> toClose = new ArrayDeque<>();

    public ServiceGroup(List<Service> services) {
        this(services, CLOSE_WITHIN);
    }

    ServiceGroup(List<Service> services, Duration closeWithin) {
        this.services = List.copyOf(services);
        this.closeWithin = closeWithin;
    }

    /**
     * Starts every service, each when the one before it works.
     *
     * @throws StartFailure the first service's that cannot; those before it are closed again
     */
    public void start() {
        try {
            for (Service service : services) {
                toClose.push(service);
                service.start();
                log.atInfo().addKeyValue("service", service.name()).log("Service started");
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Every service's health, in the order of start. */
    public Map<String, Health> checks() {
        Map<String, Health> checks = new LinkedHashMap<>();
        services.forEach(service -> checks.put(service.name(), check(service)));
        return Collections.unmodifiableMap(checks);
    }

    private static Health check(Service service) {
        try {
            return service.check();
        } catch (RuntimeException e) {
            return new Health.Down("the check itself fails: " + Failures.reason(e));
        }
    }

    /**
     * Closes every started service, last one first, within 10 s in all: one that takes too long is
     * left behind with its thread, and the next gets its turn.
     */
    @Override
    public void close() {
        long deadline = System.nanoTime() + closeWithin.toNanos();
        while (!toClose.isEmpty()) {
            Service service = toClose.pop();
            Duration left = Duration.ofNanos(deadline - System.nanoTime());
            Duration kept = KEPT_FOR_EACH.multipliedBy(toClose.size());
            if (!closed(service, left.minus(kept))) {
                log.atWarn().addKeyValue("service", service.name()).log("Service did not close");
            }
        }
    }

    private static boolean closed(Service service, Duration within) {
        Thread closer =
                Thread.ofPlatform()
                        .daemon()
                        .name("close-" + service.name())
                        .start(() -> closeOne(service));
        try {
            return within.isPositive() && closer.join(within);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void closeOne(Service service) {
        try {
            service.close();
        } catch (RuntimeException e) {
            log.atError()
                    .addKeyValue("service", service.name())
                    .setCause(e)
                    .log("Service failed while closing");
        }
    }
}
