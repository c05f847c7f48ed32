package org.nucleus.collector.http;

/**
 * An address that names its source.
 *
 * @param source the id in the path; any text
 * @param tail what follows it, from its slash on; "" where nothing does
 */
record SourcePath(String source, String tail) {
    /** Takes apart a path that begins with {@code folder}, which ends in a slash. */
    static SourcePath of(String path, String folder) {
        int end = path.indexOf('/', folder.length());
        return end < 0
                ? new SourcePath(path.substring(folder.length()), "")
                : new SourcePath(path.substring(folder.length(), end), path.substring(end));
    }
}
