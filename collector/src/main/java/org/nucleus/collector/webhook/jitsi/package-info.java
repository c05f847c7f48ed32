/**
 * What a self-hosted Jitsi posts by Prosody's {@code event_sync} module. Start at {@link
 * org.nucleus.collector.webhook.jitsi.JitsiCodec}.
 */
package org.nucleus.collector.webhook.jitsi;
