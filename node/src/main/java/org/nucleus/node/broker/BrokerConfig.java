package org.nucleus.node.broker;

import org.nucleus.runtime.kafka.Clients;
import org.nucleus.runtime.kafka.TopicLimits;

import java.nio.file.Path;
import java.util.Properties;

/**
 * What the embedded broker is told: one node that is broker and controller, on the loopback
 * address, small, and quick to be back after a crash.
 *
 * @param dir where its logs lie
 * @param port where clients reach it
 * @param controllerPort where it reaches itself
 * @param secret what whoever connects must know
 */
record BrokerConfig(Path dir, int port, int controllerPort, BrokerSecret secret) {
    static final String LOOPBACK = "127.0.0.1";
    static final int NODE_ID = 1;
    private static final String CLIENTS = "CLIENTS";
    private static final String CONTROLLER = "CONTROLLER";
    private static final int SEGMENT_BYTES = 128 << 20;
    private static final int INDEX_BYTES = 2 << 20;
    private static final int CLEANER_BYTES = 16 << 20;

    String bootstrapServers() {
        return LOOPBACK + ":" + port;
    }

    String bootstrapControllers() {
        return LOOPBACK + ":" + controllerPort;
    }

    /** Broker and controller. */
    Properties whole() {
        String listeners = CLIENTS + "://" + bootstrapServers() + "," + controllerListener();
        return properties("broker,controller", listeners);
    }

    /** The same node's controller alone: the metadata without the events. */
    Properties controllerAlone() {
        return properties("controller", controllerListener());
    }

    private String controllerListener() {
        return CONTROLLER + "://" + bootstrapControllers();
    }

    private Properties properties(String roles, String listeners) {
        Properties properties = new Properties();
        properties.put("process.roles", roles);
        properties.put("listeners", listeners);
        properties.putAll(secret.broker(CLIENTS, CONTROLLER));
        identity(properties);
        smallFootprint(properties);
        patience(properties);
        anyRecord(properties);
        return properties;
    }

    private void identity(Properties properties) {
        properties.put("node.id", Integer.toString(NODE_ID));
        properties.put("controller.quorum.voters", NODE_ID + "@" + bootstrapControllers());
        properties.put("controller.listener.names", CONTROLLER);
        properties.put("log.dirs", dir.toString());
        properties.put("auto.create.topics.enable", "false");
    }

    private static void smallFootprint(Properties properties) {
        for (String topic : new String[] {"offsets.topic", "transaction.state.log"}) {
            properties.put(topic + ".num.partitions", "4");
            properties.put(topic + ".replication.factor", "1");
        }
        properties.put("transaction.state.log.min.isr", "1");
        properties.put("share.coordinator.state.topic.num.partitions", "1");
        properties.put("share.coordinator.state.topic.replication.factor", "1");
        properties.put("num.network.threads", "2");
        properties.put("num.io.threads", "4");
        properties.put("background.threads", "2");
        properties.put("log.cleaner.dedupe.buffer.size", Integer.toString(CLEANER_BYTES));
        properties.put("log.segment.bytes", Integer.toString(SEGMENT_BYTES));
        properties.put("log.index.size.max.bytes", Integer.toString(INDEX_BYTES));
    }

    /** A machine that is busy or asleep for a while is no reason to declare the broker dead. */
    private static void patience(Properties properties) {
        properties.put("broker.session.timeout.ms", "30000");
        properties.put("broker.heartbeat.interval.ms", "1000");
        properties.put("group.initial.rebalance.delay.ms", "0");
        properties.put("controlled.shutdown.max.retries", "1");
    }

    /** Of any topic, also of those that a client makes for itself; see {@link TopicLimits}. */
    private static void anyRecord(Properties properties) {
        properties.put("message.max.bytes", Integer.toString(Clients.MAX_RECORD_BYTES));
        properties.put("log.message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE));
        properties.put("log.message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE));
    }
}
