/**
 * What the formats mean: received bytes to the one {@code Event}, pure and without Kafka. Start at
 * {@link org.nucleus.processor.normalise.Normaliser}; one class per format does the mapping.
 */
package org.nucleus.processor.normalise;
