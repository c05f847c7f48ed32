/** Signed texts (RFC 7515): start at {@link org.nucleus.collector.jws.CompactJws}. */
package org.nucleus.collector.jws;
