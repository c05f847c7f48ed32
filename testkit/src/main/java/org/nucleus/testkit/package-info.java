/**
 * What tests of every module share: a real broker ({@link org.nucleus.testkit.KafkaInJvm}),
 * samples, and the contract every sink passes.
 */
package org.nucleus.testkit;
