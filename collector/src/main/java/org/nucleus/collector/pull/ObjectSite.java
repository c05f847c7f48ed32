package org.nucleus.collector.pull;

import java.util.Objects;

/**
 * Where objects are, whose they are, and what is done with them.
 *
 * @param pull the operator's word for it
 * @param bucket that they are in
 * @param owners of them
 * @param mostBytes of one object, as it is stored
 * @param delete whether an object goes once the log has it
 */
record ObjectSite(String pull, Bucket bucket, Owners owners, long mostBytes, boolean delete)
        implements AutoCloseable {
    ObjectSite {
        Objects.requireNonNull(pull, "pull is null");
        Objects.requireNonNull(bucket, "bucket is null");
        Objects.requireNonNull(owners, "owners is null");
    }

    @Override
    public void close() {
        bucket.close();
    }
}
