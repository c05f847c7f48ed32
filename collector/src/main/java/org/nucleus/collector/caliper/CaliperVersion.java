package org.nucleus.collector.caliper;

/** A version of Caliper this node understands, told by the context IRI that sensors declare. */
public enum CaliperVersion {
    V1P1("http://purl.imsglobal.org/ctx/caliper/v1p1"),
    V1P2("http://purl.imsglobal.org/ctx/caliper/v1p2");

    private final String iri;

    CaliperVersion(String iri) {
        this.iri = iri;
    }

    /** The JSON-LD context IRI of this version. */
    public String iri() {
        return iri;
    }

    /**
     * The version that a {@code dataVersion} names: the context IRI itself or an extension
     * profile's below it; null when it is another.
     */
    static CaliperVersion named(String dataVersion) {
        for (CaliperVersion version : values()) {
            if (version.covers(dataVersion)) {
                return version;
            }
        }
        return null;
    }

    /** Whether {@code context} is this version's context or an extension profile's below it. */
    boolean covers(String context) {
        return context.startsWith(iri)
                && (context.length() == iri.length() || context.charAt(iri.length()) == '/');
    }

    /** Whether this version's own context defines terms of that era. */
    boolean defines(Era era) {
        return switch (era) {
            case BOTH -> true;
            case ONLY_V1P1 -> this == V1P1;
            case SINCE_V1P2 -> this == V1P2;
        };
    }
}
