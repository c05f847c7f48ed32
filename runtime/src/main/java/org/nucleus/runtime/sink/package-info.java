/** The way out: one loop for every exporter. Start at {@link org.nucleus.runtime.sink.Sink}. */
package org.nucleus.runtime.sink;
