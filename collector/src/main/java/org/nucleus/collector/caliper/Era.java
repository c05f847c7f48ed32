package org.nucleus.collector.caliper;

/** Which versions define a term; in the tables, a sign behind it. */
enum Era {
    /** Both; no sign. */
    BOTH,
    /** Only 1.1, which deprecates it; {@code -}. */
    ONLY_V1P1,
    /** 1.2, and extension profiles of 1.1 by contexts of their own; {@code +}. */
    SINCE_V1P2;

    /** The era of a term with its sign. */
    static Era marked(String term) {
        return term.endsWith("+") ? SINCE_V1P2 : term.endsWith("-") ? ONLY_V1P1 : BOTH;
    }
}
