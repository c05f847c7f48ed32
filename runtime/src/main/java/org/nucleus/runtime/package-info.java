/**
 * How a process of this house lives: start with {@link org.nucleus.runtime.Service}; settings,
 * Kafka clients and the sink loop are in the packages below.
 */
package org.nucleus.runtime;
