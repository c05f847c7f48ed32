/**
 * Ways in that fetch: queues and streams of AWS, to the log and only then done with. Start at
 * {@link org.nucleus.collector.pull.Pulls}.
 */
package org.nucleus.collector.pull;
