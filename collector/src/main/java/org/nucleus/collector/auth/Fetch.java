package org.nucleus.collector.auth;

import java.net.URI;
import java.util.concurrent.CompletableFuture;

/** Gets small public documents that signatures hang on. */
@FunctionalInterface
public interface Fetch {
    /**
     * The document at an address; returns at once.
     *
     * @return fails with {@link java.io.IOException} where it cannot be had in time, is too large,
     *     or is answered with anything but 200
     */
    CompletableFuture<byte[]> get(URI uri);
}
