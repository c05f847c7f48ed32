/**
 * The Caliper 1.1 and 1.2 door: bytes of an envelope in, events and entity describes out, each good
 * or bad on its own. Start at {@link org.nucleus.collector.caliper.EnvelopeReader}.
 */
package org.nucleus.collector.caliper;
