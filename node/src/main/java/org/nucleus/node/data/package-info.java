/** What a node keeps on disk: start at {@link org.nucleus.node.data.DataFolder}. */
package org.nucleus.node.data;
