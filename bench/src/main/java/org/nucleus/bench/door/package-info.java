/**
 * The collector against its floor, side by side in one run. Start at {@link
 * org.nucleus.bench.door.DoorBench}.
 */
package org.nucleus.bench.door;
