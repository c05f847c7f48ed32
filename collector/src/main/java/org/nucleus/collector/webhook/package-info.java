/**
 * What other systems push: one {@link org.nucleus.collector.webhook.WebhookCodec} a format turns
 * the body of an authentic request into events. Pure; the HTTP around it is in {@code http}, who
 * may send in {@code auth}.
 */
package org.nucleus.collector.webhook;
