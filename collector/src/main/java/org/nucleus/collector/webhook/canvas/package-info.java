/**
 * Canvas live events: {@link org.nucleus.collector.webhook.canvas.CanvasCodec} takes both formats
 * Canvas sends them in.
 */
package org.nucleus.collector.webhook.canvas;
