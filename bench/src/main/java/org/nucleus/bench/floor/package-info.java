/** What the collector is measured against. Start at {@link org.nucleus.bench.floor.FloorServer}. */
package org.nucleus.bench.floor;
