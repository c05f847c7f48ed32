package org.nucleus.collector.pull;

import java.util.Optional;

/** Who owns the objects of a bucket. Used by one thread. */
interface Owners {
    /** Why nothing should be fetched at the moment; empty where it should. */
    Optional<Step> hindrance();

    /** Whose an object is, by its name alone. */
    Owner of(StoredObject.Name object);
}
