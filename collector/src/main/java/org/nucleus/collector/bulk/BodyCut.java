package org.nucleus.collector.bulk;

import java.io.IOException;

/** The body ended before it was whole: its sender left, or somebody else took its upload over. */
final class BodyCut extends IOException {
    private static final long serialVersionUID = 1L;

    BodyCut() {
        super("the body was cut");
    }
}
