/**
 * The xAPI way in, free of transport: from the parts of a request on {@code /xapi/statements} to
 * statements ready for the log, or to every rule that the request breaks. Follows xAPI 1.0.3 and
 * xAPI 2.0 (IEEE 9274.1.1).
 */
package org.nucleus.collector.xapi;
