/**
 * The stream job from {@code events.received} to {@code events.enriched}, each event once. Start at
 * {@link org.nucleus.processor.ProcessorTopology}; {@link org.nucleus.processor.ProcessorService}
 * runs it.
 */
package org.nucleus.processor;
