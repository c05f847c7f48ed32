package org.nucleus.bench.door;

/**
 * One kind of load on the door.
 *
 * @param name for people
 * @param connections with one request in flight each
 * @param batch statements in a request
 */
record Traffic(String name, int connections, int batch) {
    Traffic {
        if (connections < 1 || batch < 1) {
            throw new IllegalArgumentException("connections and batch are at least 1");
        }
    }

    static Traffic singles(int connections) {
        return new Traffic("single, " + connections + " connections", connections, 1);
    }

    static Traffic batches(int batch, int connections) {
        return new Traffic(
                "batch of " + batch + ", " + connections + " connections", connections, batch);
    }
}
