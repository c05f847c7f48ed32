/**
 * Who is speaking: from the {@code Authorization} header to a registered source, {@link
 * org.nucleus.collector.auth.SourceIndex}; of webhooks, from a request to its source's address by
 * that source's scheme, {@link org.nucleus.collector.auth.Guards}.
 */
package org.nucleus.collector.auth;
