/**
 * The whole house in one process, and its command line: start at {@link org.nucleus.node.NodeMain}.
 */
package org.nucleus.node;
