/**
 * The collector's end of the log: appends that are answered once every replica has them, and
 * reading one record back. Start at {@link org.nucleus.collector.log.EventLog}.
 */
package org.nucleus.collector.log;
