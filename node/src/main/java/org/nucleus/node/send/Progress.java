package org.nucleus.node.send;

import java.util.Objects;

/**
 * How far the collector has come with a file.
 *
 * @param complete whether all of it is settled
 * @param offset bytes of the file that are settled
 * @param accepted events that are on the log
 * @param rejected entries of the error report
 * @param report path of the error report
 */
record Progress(boolean complete, long offset, long accepted, long rejected, String report) {
    /** Of a file that the collector has not met. */
    static final Progress NOTHING = new Progress(false, 0, 0, 0, "");

    Progress {
        Objects.requireNonNull(report, "report is null");
    }
}
