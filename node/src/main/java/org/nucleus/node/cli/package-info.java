/** The words after {@code ./nucleus}: start at {@link org.nucleus.node.cli.NucleusCommand}. */
package org.nucleus.node.cli;
