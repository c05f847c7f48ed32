/**
 * What makes two statements say the same, once for all modules. Start at {@link
 * org.nucleus.model.content.StatementContent}.
 */
package org.nucleus.model.content;
