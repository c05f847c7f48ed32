/**
 * Who is speaking: from the {@code Authorization} header to a registered source. Start at {@link
 * org.nucleus.collector.auth.SourceIndex}.
 */
package org.nucleus.collector.auth;
