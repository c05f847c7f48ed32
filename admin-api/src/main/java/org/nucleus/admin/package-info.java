/**
 * The service through which operators change a node while it runs: REST in, {@code config.*} topics
 * out. Start at {@link org.nucleus.admin.AdminService}.
 */
package org.nucleus.admin;
