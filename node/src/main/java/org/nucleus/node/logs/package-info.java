/** Where a process writes its log: start at {@link org.nucleus.node.logs.Logs}. */
package org.nucleus.node.logs;
