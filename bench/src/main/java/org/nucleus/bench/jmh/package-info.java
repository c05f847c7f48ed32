/**
 * What one event costs at each pure step of the flow. The classes are public and not final because
 * JMH extends the states it runs.
 */
package org.nucleus.bench.jmh;
