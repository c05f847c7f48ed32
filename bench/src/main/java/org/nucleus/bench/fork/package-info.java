/**
 * Processes, settings and folders of the bench's own: the CPU of each process can be told apart,
 * and nothing of the machine's is touched. Start at {@link org.nucleus.bench.fork.Fork}.
 */
package org.nucleus.bench.fork;
