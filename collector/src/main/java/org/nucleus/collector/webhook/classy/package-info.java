/**
 * What an adapter inside of a Classy server posts. Start at {@link
 * org.nucleus.collector.webhook.classy.ClassyCodec}.
 */
package org.nucleus.collector.webhook.classy;
