/**
 * The admin API on the wire: start at {@link org.nucleus.admin.http.AdminServer}, and {@code
 * openapi.json} beside it.
 */
package org.nucleus.admin.http;
