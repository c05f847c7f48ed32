package org.nucleus.collector.bulk;

/** How the reading of one body ended. */
public enum End {
    /** All of the content is on the log. */
    COMPLETE,
    /** All of this body is on the log but for a value that goes on in the next. */
    PART,
    /** The sender left, another request took the upload over, or the collector stops. */
    CUT,
    /** The body is no whole gzip or zstd. */
    BROKEN,
    /** The content is no document, no array and not one document a line; nothing was stored. */
    NO_DOCUMENT,
    /** The log did not confirm. */
    LOG_UNAVAILABLE,
    /** The log takes no record of that size. */
    TOO_LARGE,
    /** The upload goes on at another offset than the request said; nothing was read. */
    OTHER_OFFSET,
    /** Another content was sent under this id before; nothing was stored. */
    OTHER_CONTENT,
    /** A defect of ours. */
    FAILED
}
