/** What can be done with tenants: start at {@link org.nucleus.admin.tenants.Tenants}. */
package org.nucleus.admin.tenants;
