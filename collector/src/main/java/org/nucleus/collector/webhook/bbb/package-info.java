/**
 * Events and learning-analytics callbacks of BigBlueButton. Start at {@link
 * org.nucleus.collector.webhook.bbb.BbbCodec}.
 */
package org.nucleus.collector.webhook.bbb;
