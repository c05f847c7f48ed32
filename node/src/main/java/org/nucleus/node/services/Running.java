package org.nucleus.node.services;

import org.nucleus.runtime.health.Health;

import java.util.Map;

/** Services that a command has started and watches until it is told to stop. */
public interface Running extends AutoCloseable {
    /** Every service's health by name. */
    Map<String, Health> checks();

    /** What was counted since the start. */
    Counts counts();

    /** Stops taking events, finishes what it has, frees everything; within 10 s. */
    @Override
    void close();
}
