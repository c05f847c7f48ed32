package org.nucleus.runtime.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.model.SealedSecret;
import org.nucleus.runtime.settings.SettingsLoader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

final class NodeKeyTest {
    private static final String SECRET = "demo-bbb-shared-secret ☀";

    @TempDir private Path folder;

    @Test
    void whatIsSealedOpensForItsOwnerWithTheSameKeyOnly() {
        NodeKey key = NodeKey.of(new byte[32]);
        SealedSecret sealed = key.seal("bbb", SECRET);

        assertThat(NodeKey.of(new byte[32]).open("bbb", sealed)).isEqualTo(SECRET);
        assertThat(key.seal("bbb", SECRET)).as("another nonce").isNotEqualTo(sealed);
        assertUnusable(key, "other", sealed);
        byte[] otherKey = new byte[32];
        otherKey[31] = 1;
        assertUnusable(NodeKey.of(otherKey), "bbb", sealed);
    }

    @Test
    void oneChangedBitAnywhereIsNoticed() {
        NodeKey key = NodeKey.of(new byte[32]);
        byte[] sealed = key.seal("bbb", SECRET).bytes();
        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertUnusable(key, "bbb", SealedSecret.of(changed));
        }
    }

    @Test
    void theKeyIsMadeOnFirstUseForItsOwnerAloneAndStays() throws IOException {
        Path file = folder.resolve("new").resolve("node.key");
        NodeKey key = NodeKey.keptIn(file.getParent());
        assertThat(file).doesNotExist();

        SealedSecret sealed = key.seal("bbb", SECRET);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(file.getParent()).isDirectoryContaining(file::equals);
        assertThat(NodeKey.keptIn(file.getParent()).open("bbb", sealed)).isEqualTo(SECRET);
        byte[] kept = Base64.getDecoder().decode(Files.readString(file));
        assertThat(NodeKey.of(kept).open("bbb", sealed)).isEqualTo(SECRET);
    }

    @Test
    void manyThatMakeTheKeyAtOnceMakeOne() {
        Set<SealedSecret> sealed = ConcurrentHashMap.newKeySet();
        IntStream.range(0, 16)
                .parallel()
                .forEach(i -> sealed.add(NodeKey.keptIn(folder).seal("bbb", SECRET)));
        NodeKey key = NodeKey.keptIn(folder);
        assertThat(sealed).hasSize(16).allMatch(one -> key.open("bbb", one).equals(SECRET));
        assertThat(folder).isDirectoryContaining(path -> path.endsWith("node.key"));
        assertThat(folder.toFile().list()).containsExactly("node.key");
    }

    @Test
    void openingWithoutAKeySaysSoAndMakesNone() {
        SealedSecret sealed = NodeKey.of(new byte[32]).seal("bbb", SECRET);
        assertThatThrownBy(() -> NodeKey.keptIn(folder).open("bbb", sealed))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("there is no node key");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aFileThatOthersMayReadOrThatIsNoKeyIsRefusedWithoutShowingIt() throws IOException {
        Path file = folder.resolve("node.key");
        String text = Base64.getEncoder().encodeToString(new byte[32]);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
        assertRefused("0600", text);

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        for (String broken : new String[] {"QUJD", "$ecret$ecret", ""}) {
            Files.writeString(file, broken);
            assertRefused("is not a node key", "cret");
        }
    }

    @Test
    void theKeyIsTakenFromSettingsAndNeverShown() {
        String text = Base64.getEncoder().encodeToString(new byte[32]);
        SettingsLoader loader = new SettingsLoader(List.of(NodeKeySettings.GROUP), Map.of());
        SettingsLoader.Loaded loaded =
                (SettingsLoader.Loaded) loader.load(Map.of(), Map.of("NODE_KEY", text), Map.of());
        NodeKey key = NodeKeySettings.from(loaded.settings()).key(folder);
        SealedSecret sealed = key.seal("bbb", SECRET);
        assertThat(folder).isEmptyDirectory();
        assertThat(NodeKey.of(new byte[32]).open("bbb", sealed)).isEqualTo(SECRET);
        assertThat(key.toString() + sealed).doesNotContain("AAAA", SECRET);

        SettingsLoader.Invalid invalid =
                (SettingsLoader.Invalid)
                        loader.load(Map.of(), Map.of("NODE_KEY", "AAAAB3NzaC1"), Map.of());
        assertThat(invalid.problems())
                .singleElement()
                .asString()
                .contains("node.key", "NODE_KEY", "base64 of 32 bytes")
                .doesNotContain("AAAAB3");
    }

    private void assertRefused(String reason, String never) {
        assertThatThrownBy(() -> NodeKey.keptIn(folder).seal("bbb", SECRET))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining(reason)
                .message()
                .doesNotContain(never);
    }

    private static void assertUnusable(NodeKey key, String owner, SealedSecret sealed) {
        assertThatThrownBy(() -> key.open(owner, sealed))
                .isInstanceOf(UnusableKey.class)
                .hasMessageContaining("was not sealed with this node's key")
                .message()
                .doesNotContain(SECRET);
    }
}
