/**
 * Large files: from a body that is still arriving to records of the log, in constant memory. Start
 * at {@link org.nucleus.collector.bulk.Uploads}; one body's way is {@code BodyPipe}, {@code
 * ContentCoding}, {@code Splitter}, a {@code LineReader}, {@code Window}. The HTTP around it is in
 * {@code http}.
 */
package org.nucleus.collector.bulk;
