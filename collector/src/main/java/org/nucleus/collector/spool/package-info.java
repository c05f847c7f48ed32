/**
 * What the log did not take and nobody will send again: on disk until the log takes it. Start at
 * {@link org.nucleus.collector.spool.Spool}.
 */
package org.nucleus.collector.spool;
