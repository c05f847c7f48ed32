/** Speaks to a node's admin API: start at {@link org.nucleus.node.admin.AdminClient}. */
package org.nucleus.node.admin;
