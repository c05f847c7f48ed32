package org.nucleus.runtime;

import org.nucleus.runtime.health.Health;
import org.nucleus.runtime.health.StartFailure;

/**
 * One running part of a node: a door, a stream job or an outlet. Built cheaply, started once,
 * closed once; whoever starts it also closes it, also when starting failed.
 */
public interface Service extends AutoCloseable {
    /** The word after {@code ./nucleus run}. */
    String name();

    /**
     * Returns once the service does its work.
     *
     * @throws StartFailure when it cannot, with one sentence for the operator
     */
    void start();

    /** How it is now; asked often, so quick and without side effects. */
    Health check();

    /** Stops taking work, finishes what it has within a few seconds, frees everything. */
    @Override
    void close();
}
