package org.nucleus.collector.http;

import io.vertx.core.http.HttpServerRequest;

import org.nucleus.model.Format;

import java.util.Optional;

/** What is particular to one way in: {@link Entrance} does the rest. */
interface Door {
    /** What a source must be registered for to enter here. */
    Format format();

    /**
     * Whether the credential may come with the body, so that the body has to be read first (xAPI
     * 1.0.3 Communication 1.3, alternate request syntax).
     */
    boolean credentialInBody(HttpServerRequest request);

    /** Most bytes of a body here, as sent and inflated. */
    default int mostBytes(int usual) {
        return usual;
    }

    /** What is wrong with a request's head that can be told before its body is read. */
    Optional<Problem> objection(HttpServerRequest request);

    /**
     * Answers a request that is here whole, its encoding undone; its source is known unless {@link
     * #credentialInBody}.
     */
    void handle(Exchange exchange, byte[] body);
}
