package org.nucleus.collector.http;

import org.nucleus.runtime.settings.Setting;
import org.nucleus.runtime.settings.Settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The files that TLS takes, both or none.
 *
 * @param certificate PEM: the server's, then those that lead to its root
 * @param key PEM: the private key, not encrypted
 */
public record TlsSettings(Optional<Path> certificate, Optional<Path> key) {
    static final Setting<Optional<Path>> CERTIFICATE =
            file(
                    "collector.tls.certificate",
                    "PEM file of the certificate chain; with it the collector speaks TLS only. Read"
                            + " again when it changes.");
    static final Setting<Optional<Path>> KEY =
            file(
                    "collector.tls.key",
                    "PEM file of the private key of collector.tls.certificate, not encrypted.");

    /** Everything that can be set here. */
    public static final List<Setting<?>> SETTINGS = List.of(CERTIFICATE, KEY);

    /** Without TLS. */
    public static final TlsSettings NONE = new TlsSettings(Optional.empty(), Optional.empty());

    public TlsSettings {
        Objects.requireNonNull(certificate, "certificate is null");
        Objects.requireNonNull(key, "key is null");
    }

    /** Reads them. */
    public static TlsSettings from(Settings settings) {
        return new TlsSettings(settings.value(CERTIFICATE), settings.value(KEY));
    }

    /** Whether any of them is set. */
    boolean isSet() {
        return certificate.isPresent() || key.isPresent();
    }

    private static Setting<Optional<Path>> file(String key, String purpose) {
        return new Setting<>(
                key,
                "path",
                "",
                purpose,
                text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text)));
    }
}
