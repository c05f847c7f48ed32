/** Who may administer: start at {@link org.nucleus.admin.auth.Administrators}. */
package org.nucleus.admin.auth;
