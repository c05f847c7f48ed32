package org.nucleus.model;

import java.util.Objects;

/**
 * What was done.
 *
 * @param id the IRI after folding synonyms, the one to query by
 * @param sentId the IRI or term as sent
 */
public record Verb(String id, String sentId) {
    public Verb {
        Objects.requireNonNull(id, "id is null");
        Objects.requireNonNull(sentId, "sentId is null");
    }
}
