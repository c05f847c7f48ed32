package org.nucleus.node.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.node.data.DataFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Other users of the machine neither read what a node keeps nor write to its log. */
final class ClosedToOthersIT {
    private static final AcceptanceNode NODE = AcceptanceNode.shared();

    @Test
    void theDataFolderIsItsOwnersAlone() throws IOException {
        assertThat(mode(NODE.data())).isEqualTo("rwx------");
        assertThat(mode(NODE.data().resolve("kafka-client.properties"))).isEqualTo("rw-------");
    }

    @Test
    void aFolderOfAnEarlierVersionIsClosedToo(@TempDir Path folder) throws IOException {
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));

        DataFolder.own(folder, 1).close();

        assertThat(mode(folder)).isEqualTo("rwx------");
    }

    @Test
    void theBrokerTakesNobodyWithoutItsSecret() throws Exception {
        Map<String, Object> known = NODE.kafka();
        try (Admin admin = Admin.create(known)) {
            assertThat(admin.listTopics().names().get(20, TimeUnit.SECONDS))
                    .contains("config.users");
        }
        Map<String, Object> stranger = Map.of("bootstrap.servers", known.get("bootstrap.servers"));
        assertRefused(stranger);
        Map<String, Object> guesser = new HashMap<>(known);
        guesser.computeIfPresent(
                "sasl.jaas.config", (key, jaas) -> jaas.toString().replace("nk_", "nk-"));
        assertRefused(guesser);
    }

    private static void assertRefused(Map<String, Object> client) {
        Map<String, Object> impatient = new HashMap<>(client);
        impatient.put("default.api.timeout.ms", 3_000);
        impatient.put("request.timeout.ms", 1_000);
        try (Admin admin = Admin.create(impatient)) {
            assertThatThrownBy(() -> admin.listTopics().names().get(20, TimeUnit.SECONDS))
                    .isNotNull();
        }
    }

    private static String mode(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
