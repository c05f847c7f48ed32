/** What can be done with sources: start at {@link org.nucleus.admin.sources.Sources}. */
package org.nucleus.admin.sources;
