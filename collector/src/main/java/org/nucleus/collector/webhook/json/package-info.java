/**
 * Events of systems that no other format describes. Start at {@link
 * org.nucleus.collector.webhook.json.JsonCodec}.
 */
package org.nucleus.collector.webhook.json;
