package org.nucleus.node.broker;

import org.apache.kafka.common.security.plain.PlainLoginModule;
import org.nucleus.runtime.secret.PrivateFile;
import org.nucleus.runtime.secret.RandomSecret;

import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;

/**
 * What clients of the embedded broker prove themselves with. Any program of the machine reaches the
 * loopback address, and one record on {@code config.users} would make it an administrator, so the
 * broker takes nobody without it.
 *
 * @param client the properties that a Kafka client needs, {@code bootstrap.servers} aside
 */
record BrokerSecret(Map<String, String> client) {
    private static final String FILE = "kafka-client.properties";
    private static final String USER = "nucleus";
    private static final String JAAS = "sasl.jaas.config";

    BrokerSecret {
        client = Map.copyOf(client);
        Objects.requireNonNull(client.get(JAAS), JAAS + " is missing");
    }

    /**
     * The one kept beside the broker's folder, in a file that Kafka's own tools read; made where
     * there is none.
     *
     * @throws IOException when the file cannot be read or written
     */
    static BrokerSecret keptBeside(Path brokerDir) throws IOException {
        Path file = brokerDir.toAbsolutePath().resolveSibling(FILE);
        if (!Files.exists(file)) {
            Files.createDirectories(file.getParent());
            PrivateFile.write(file, text(drawn()));
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        Map<String, String> client = new HashMap<>();
        properties
                .stringPropertyNames()
                .forEach(key -> client.put(key, properties.getProperty(key)));
        return new BrokerSecret(client);
    }

    private static Map<String, String> drawn() {
        String password = RandomSecret.draw(new SecureRandom());
        return Map.of(
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                JAAS,
                "%s required username=\"%s\" password=\"%s\" user_%s=\"%s\";"
                        .formatted(
                                PlainLoginModule.class.getName(), USER, password, USER, password));
    }

    private static byte[] text(Map<String, String> properties) throws IOException {
        StringWriter text = new StringWriter();
        text.write(
                "# For tools of Kafka that connect to this node's broker, e.g. --command-config\n");
        for (Map.Entry<String, String> property : new TreeMap<>(properties).entrySet()) {
            text.write(property.getKey() + "=" + property.getValue() + "\n");
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** What the broker needs to know who is who, on both of its listeners. */
    Map<String, String> broker(String clients, String controllers) {
        String jaas = client.get(JAAS);
        return Map.of(
                "listener.security.protocol.map",
                "%s:SASL_PLAINTEXT,%s:SASL_PLAINTEXT".formatted(clients, controllers),
                "inter.broker.listener.name",
                clients,
                "sasl.enabled.mechanisms",
                "PLAIN",
                "sasl.mechanism.inter.broker.protocol",
                "PLAIN",
                "sasl.mechanism.controller.protocol",
                "PLAIN",
                listener(clients),
                jaas,
                listener(controllers),
                jaas);
    }

    private static String listener(String name) {
        return "listener.name." + name.toLowerCase(Locale.ROOT) + ".plain." + JAAS;
    }
}
