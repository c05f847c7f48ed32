package org.nucleus.collector.pull;

import java.time.Duration;

/** Fetches from one kind of place. Used by one thread. */
interface Puller extends AutoCloseable {
    /**
     * Fetches what is there, a bounded number of bytes of it, and is done with it only once the log
     * has it.
     *
     * @return how long to rest before the next step
     * @throws software.amazon.awssdk.core.exception.SdkException when the place cannot be reached
     */
    Duration step(Admission.Open from);

    @Override
    void close();
}
