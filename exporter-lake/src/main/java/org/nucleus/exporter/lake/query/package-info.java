/**
 * SQL over the lake's tables, beside a running node or without one. Start at {@link
 * org.nucleus.exporter.lake.query.LakeQuery}.
 */
package org.nucleus.exporter.lake.query;
