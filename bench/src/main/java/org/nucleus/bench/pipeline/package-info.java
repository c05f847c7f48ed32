/**
 * The whole node under an even load: does every statement reach the table, and how soon. Start at
 * {@link org.nucleus.bench.pipeline.PipelineBench}.
 */
package org.nucleus.bench.pipeline;
