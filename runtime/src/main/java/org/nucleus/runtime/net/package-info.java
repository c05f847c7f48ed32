/** What a process may reach. Start at {@link org.nucleus.runtime.net.OutboundHosts}. */
package org.nucleus.runtime.net;
