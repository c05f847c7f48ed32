/**
 * Meeting events of the Amazon Chime SDK. Start at {@link
 * org.nucleus.collector.webhook.chime.ChimeCodec}.
 */
package org.nucleus.collector.webhook.chime;
