/**
 * The services of the house, run together or one by one: start at {@link
 * org.nucleus.node.services.LocalNode}.
 */
package org.nucleus.node.services;
