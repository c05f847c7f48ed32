/**
 * The load generator: cheap enough to share two cores with what it measures. Start at {@link
 * org.nucleus.bench.load.LoadLoop}.
 */
package org.nucleus.bench.load;
