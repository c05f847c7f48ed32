/** What the bench sends and measures with: events of everyday shape and size. */
package org.nucleus.bench.sample;
