/** Secrets that must be kept readable: start at {@link org.nucleus.runtime.secret.NodeKey}. */
package org.nucleus.runtime.secret;
