package org.nucleus.collector.http;

import org.nucleus.collector.bulk.LineReader;
import org.nucleus.collector.bulk.LineReaders;
import org.nucleus.collector.xapi.XapiVersion;
import org.nucleus.model.Source;

import java.util.Optional;

/** Who reads a source's large files, whichever way they come in. */
public final class SourceFiles {
    /** A value beyond this could not be a record of the log, whatever is allowed. */
    private static final int MOST_LINE_BYTES = 3 << 20;

    private static final LineReaders READERS = new LineReaders(WebhookCodecs::of);

    private SourceFiles() {}

    /**
     * The reader of a source's lines, within its namespaces; empty where its format has no files.
     *
     * @param version of xAPI that all statements are read under; empty for what each says
     */
    public static Optional<LineReader> reader(Source source, Optional<XapiVersion> version) {
        return READERS.of(source, version).map(reader -> GrantedLines.of(source, reader));
    }

    /** Most bytes of one value, where requests may have so many. */
    public static int mostLineBytes(long requestMaxBytes) {
        return Math.toIntExact(Math.min(requestMaxBytes, MOST_LINE_BYTES));
    }
}
