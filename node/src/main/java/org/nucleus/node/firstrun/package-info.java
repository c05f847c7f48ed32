/** What a node without any tenant is given: start at {@link org.nucleus.node.firstrun.FirstRun}. */
package org.nucleus.node.firstrun;
