/** The log as this house uses it: start at {@link org.nucleus.runtime.kafka.KafkaSettings}. */
package org.nucleus.runtime.kafka;
