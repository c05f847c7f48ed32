/**
 * What the readers of every format need before and beside Jackson's tokens. Start at {@link
 * org.nucleus.collector.json.Slice}.
 */
package org.nucleus.collector.json;
