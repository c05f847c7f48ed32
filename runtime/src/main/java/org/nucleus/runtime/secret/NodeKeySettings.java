package org.nucleus.runtime.secret;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.SettingGroup;
import org.nucleus.runtime.settings.Settings;

import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where the node key comes from.
 *
 * @param given the key itself; empty where a file in the data folder holds it
 */
public record NodeKeySettings(Optional<NodeKey> given) {
    static final Setting<Optional<NodeKey>> KEY =
            new Setting<>(
                    "node.key",
                    "base64 of 32 bytes",
                    "",
                    "Key that seals the secrets of sources that sign. All nodes of one log need"
                            + " the same. Without it the file `node.key` in the data folder is"
                            + " used, and made (mode 0600) when the first secret is sealed.",
                    text ->
                            text.isEmpty()
                                    ? Optional.empty()
                                    : Optional.of(NodeKey.of(Base64.getDecoder().decode(text))),
                    true);

    /** Everything that can be set here. */
    public static final SettingGroup GROUP = new SettingGroup("node key", List.of(KEY), List.of());

    public NodeKeySettings {
        Objects.requireNonNull(given, "given is null");
    }

    /** Reads the group. */
    public static NodeKeySettings from(Settings settings) {
        return new NodeKeySettings(settings.value(KEY));
    }

    /** The key to use with this data folder. */
    public NodeKey key(Path dataDir) {
        return given.orElseGet(() -> NodeKey.keptIn(dataDir));
    }
}
