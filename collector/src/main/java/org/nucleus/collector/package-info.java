/** The ways in: HTTP to the log. Start at {@link org.nucleus.collector.CollectorService}. */
package org.nucleus.collector;
