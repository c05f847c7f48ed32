package org.nucleus.collector.xapi;

import java.util.Optional;
import java.util.regex.Pattern;

/** The two versions of the specification that a request can ask for by its version header. */
public enum XapiVersion {
    V1_0_3("1.0.3", Pattern.compile("1\\.0(\\.(0|[1-9][0-9]{0,8}))?")),
    V2_0_0("2.0.0", Pattern.compile("2\\.0(\\.(0|[1-9][0-9]{0,8}))?"));

    /** Name of the request and response header that carries the version. */
    public static final String HEADER = "X-Experience-API-Version";

    private final String wire;
    private final Pattern spellings;

    XapiVersion(String wire, Pattern spellings) {
        this.wire = wire;
        this.spellings = spellings;
    }

    /**
     * {@code 1.0}, {@code 1.0.2} → {@link #V1_0_3}; {@code 2.0}, {@code 2.0.0} → {@link #V2_0_0};
     * anything else is empty and answered with 400 (xAPI 1.0.3 Communication 3.3).
     */
    public static Optional<XapiVersion> fromHeader(String value) {
        for (XapiVersion version : values()) {
            if (version.spells(value)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }

    /** The version header of our answer, e.g. {@code 1.0.3}. */
    public String wire() {
        return wire;
    }

    /** Whether the text names this version or a patch of it. */
    boolean spells(CharSequence text) {
        return spellings.matcher(text).matches();
    }

    /**
     * Whether a statement sent under this version may name that one in {@code version}: a 2.0 node
     * still takes statements made for 1.0.x, which keep their version (Data 2.4.10).
     */
    boolean takes(CharSequence statementVersion) {
        return V1_0_3.spells(statementVersion)
                || (this == V2_0_0 && V2_0_0.spells(statementVersion));
    }
}
