package org.nucleus.bench.door;

import org.nucleus.bench.fork.Fork;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * One of the servers that a run compares, in a process of its own.
 *
 * @param name as in the report
 * @param process to ask for its CPU time
 * @param port on loopback
 */
record Side(String name, Fork process, int port) implements AutoCloseable {
    static final String FLOOR = "floor";
    static final String LOG_FLOOR = "floor, as logged";
    static final String COLLECTOR = "collector";

    /** The bare server; a body becomes one record without key. */
    static Side floor(List<String> jvm, List<String> settings) {
        return floor(FLOOR, 1, false, jvm, settings);
    }

    /** The bare server that lays the log out as it has to be: one record an event, keyed. */
    static Side logFloor(List<String> jvm, List<String> settings) {
        return floor(LOG_FLOOR, DoorPlan.BATCH, true, jvm, settings);
    }

    private static Side floor(
            String name, int records, boolean keyed, List<String> jvm, List<String> settings) {
        List<String> arguments = new ArrayList<>();
        arguments.add(Integer.toString(records));
        arguments.add(Boolean.toString(keyed));
        arguments.addAll(settings);
        return started(name, Fork.start(name, jvm, FloorMain.class, arguments));
    }

    /** The real one; the node key is in {@code folder}. */
    static Side collector(List<String> jvm, Path folder, List<String> settings) {
        List<String> arguments = new ArrayList<>();
        arguments.add(folder.toString());
        arguments.addAll(settings);
        return started(COLLECTOR, Fork.start(COLLECTOR, jvm, CollectorMain.class, arguments));
    }

    private static Side started(String name, Fork process) {
        return new Side(name, process, Integer.parseInt(process.hear()));
    }

    @Override
    public void close() {
        process.close();
    }
}
