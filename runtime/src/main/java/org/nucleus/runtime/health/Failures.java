package org.nucleus.runtime.health;

/** Turns an exception into the one clause an operator reads in health and start failures. */
public final class Failures {
    private static final int MOST = 200;

    private Failures() {}

    /** Message of the innermost cause on one line, at most 200 characters. */
    public static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage() == null ? "" : ": " + root.getMessage();
        String line = (root.getClass().getSimpleName() + message).replaceAll("\\s+", " ");
        return line.length() <= MOST ? line : line.substring(0, MOST) + "…";
    }
}
