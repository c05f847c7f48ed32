package org.nucleus.collector.log;

/** What came of an append. */
public sealed interface AppendOutcome {
    /**
     * Every record is on the log, on all replicas that count.
     *
     * @param positions where
     */
    record Appended(Positions positions) implements AppendOutcome {}

    /** The log takes no record of this size; sending it again is of no use. */
    record TooLarge() implements AppendOutcome {}

    /**
     * The log did not take all records in time; some of them may be on it.
     *
     * @param cause what Kafka said, or what went wrong before it was asked
     */
    record Unavailable(Throwable cause) implements AppendOutcome {}

    /** The one that is too large. */
    AppendOutcome TOO_LARGE = new TooLarge();
}
