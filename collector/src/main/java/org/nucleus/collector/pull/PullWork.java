package org.nucleus.collector.pull;

/** What a {@link PullWorker} does again and again. Used by one thread. */
interface PullWork extends AutoCloseable {
    /**
     * Fetches what is there, a bounded part of it, where that is wanted.
     *
     * @throws software.amazon.awssdk.core.exception.SdkException when the place cannot be reached
     */
    Step step();

    @Override
    void close();
}
