/**
 * The language of the house: what an event is, where it came from, which topic carries it. Start at
 * {@link org.nucleus.model.Event}.
 */
package org.nucleus.model;
