package org.nucleus.exporter.lake.query;

/**
 * What {@link OutputFormat#COLUMNS} and {@link OutputFormat#VERTICAL} have to fit into.
 *
 * @param width most characters of a line
 * @param mostRows after these, rows are only counted
 * @param widestValue most characters of one value
 */
public record Screen(int width, long mostRows, int widestValue) {
    /** Long values cut and nothing else: for what is piped elsewhere. */
    public static final Screen NONE = new Screen(Integer.MAX_VALUE, Long.MAX_VALUE, 60);

    /** Everything, whatever it looks like. */
    public static final Screen FULL =
            new Screen(Integer.MAX_VALUE, Long.MAX_VALUE, Integer.MAX_VALUE);

    public Screen {
        if (width < 1 || mostRows < 1 || widestValue < 1) {
            throw new IllegalArgumentException("a screen has room");
        }
    }

    /** A terminal so many characters wide. */
    public static Screen terminal(int width) {
        return new Screen(Math.max(20, width), 200, 60);
    }
}
