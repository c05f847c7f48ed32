/** Request bodies as checked values: start at {@link org.nucleus.admin.json.Members}. */
package org.nucleus.admin.json;
