package org.nucleus.node.send;

import java.io.IOException;

/** A file is no JSON document, no array and not one document a line; the message says why. */
public final class NotDocuments extends IOException {
    private static final long serialVersionUID = 1L;

    NotDocuments(String reason) {
        super("is no JSON document, no array and not one document a line: " + reason);
    }
}
