/** How fast a source's events may come, counted over all ways in. */
package org.nucleus.collector.pace;
