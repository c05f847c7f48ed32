/**
 * The outlet to the lake: events and failed events into Iceberg tables, each once. Start at {@link
 * org.nucleus.exporter.lake.LakeSink}.
 */
package org.nucleus.exporter.lake;
