package org.nucleus.node.e2e;

import org.nucleus.node.data.RunningNode;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;

/** How a Kafka client of the same user reaches the broker of a running node. */
final class KafkaOfNode {
    private KafkaOfNode() {}

    /** The properties that the client needs. */
    static Map<String, Object> client(Path data) throws IOException {
        Map<String, Object> client = new HashMap<>();
        client.put("bootstrap.servers", RunningNode.read(data).orElseThrow().kafka());
        Properties kept = new Properties();
        try (Reader reader = Files.newBufferedReader(data.resolve("kafka-client.properties"))) {
            kept.load(reader);
        }
        kept.stringPropertyNames().forEach(key -> client.put(key, kept.getProperty(key)));
        return client;
    }
}
