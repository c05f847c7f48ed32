/**
 * What Jitsi as a Service (8x8) posts. Start at {@link
 * org.nucleus.collector.webhook.jaas.JaasCodec}.
 */
package org.nucleus.collector.webhook.jaas;
