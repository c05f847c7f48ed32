package org.nucleus.collector.xapi;

import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * An accepted statement seen as a printed form: blanks, and print around them. Tools send
 * statements that differ in their blanks alone. One with the same print, byte for byte, and blanks
 * of the same kinds breaks no rule, since no rule looks at more.
 *
 * @param version under which it was accepted
 * @param print the statement; nobody changes it
 * @param blanks in order; nobody changes them
 * @param id index of the blank that is its id, or {@link #NONE}
 * @param actor index of the blank that names its actor, or {@link #NONE}
 * @param naming makes the actor's canonical id of what stands in that blank
 * @param timestamp whether it has one
 */
record Form(
        XapiVersion version,
        byte[] print,
        Blank[] blanks,
        int id,
        int actor,
        UnaryOperator<String> naming,
        boolean timestamp) {
    /** No such blank. */
    static final int NONE = -1;

    Form {
        Objects.requireNonNull(version, "version is null");
        Objects.requireNonNull(print, "print is null");
        Objects.requireNonNull(blanks, "blanks is null");
        Objects.requireNonNull(naming, "naming is null");
    }
}
