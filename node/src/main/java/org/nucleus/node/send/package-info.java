/** An agent for files: start at {@link org.nucleus.node.send.Sender}. */
package org.nucleus.node.send;
