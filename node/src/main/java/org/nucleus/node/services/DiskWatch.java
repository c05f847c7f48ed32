package org.nucleus.node.services;

import org.nucleus.runtime.DiskSpace;
import org.nucleus.runtime.Service;
import org.nucleus.runtime.health.Health;

/** The watch over the disk as the first of a process' services. */
record DiskWatch(DiskSpace disk) implements Service {
    @Override
    public String name() {
        return "disk";
    }

    @Override
    public void start() {
        disk.start();
    }

    @Override
    public Health check() {
        return disk.check();
    }

    @Override
    public void close() {
        disk.close();
    }
}
