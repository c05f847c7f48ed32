/** The log inside the process: start at {@link org.nucleus.node.broker.EmbeddedBroker}. */
package org.nucleus.node.broker;
