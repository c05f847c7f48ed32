/** What waits on the log between two stages, also where no copy of the reader runs. */
package org.nucleus.runtime.backlog;
