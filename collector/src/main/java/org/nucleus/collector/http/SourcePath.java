package org.nucleus.collector.http;

/**
 * An address that names its source.
 *
 * @param source the id in the path; any text
 * @param tail what follows it, from its slash on; "" where nothing does
 */
record SourcePath(String source, String tail) {
    /** Takes apart the plain form of a path below {@code folder}, which ends in a slash. */
    static SourcePath of(String path, String folder) {
        String below = PlainPath.below(path, folder);
        int end = below.indexOf('/');
        return end < 0
                ? new SourcePath(below, "")
                : new SourcePath(below.substring(0, end), below.substring(end));
    }
}
