/**
 * Measured against a floor in the same run: what the door, the whole node and the pure steps cost.
 * Start at {@link org.nucleus.bench.BenchMain}.
 */
package org.nucleus.bench;
