/**
 * What a node can be told, all modules together: start at {@link
 * org.nucleus.node.settings.NodeSettings}.
 */
package org.nucleus.node.settings;
