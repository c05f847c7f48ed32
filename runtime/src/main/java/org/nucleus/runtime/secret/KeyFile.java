package org.nucleus.runtime.secret;

import org.nucleus.runtime.health.Failures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;

/** The node key in a file of its own: base64 of 32 bytes, readable by its owner alone. */
final class KeyFile implements NodeKey.KeyStore {
    private final Path path;

    KeyFile(Path path) {
        this.path = path;
    }

    @Override
    public byte[] read() {
        return readIfThere()
                .orElseThrow(
                        () ->
                                new UnusableKey(
                                        "there is no node key: neither node.key is set nor is there"
                                                + " a file "
                                                + path));
    }

    @Override
    public byte[] readOrMake(SecureRandom random) {
        return readIfThere().orElseGet(() -> make(random));
    }

    private Optional<byte[]> readIfThere() {
        try {
            if (!PrivateFile.isPrivate(path)) {
                throw new UnusableKey(path + " may be read by others; its mode must be 0600");
            }
            return Optional.of(parse(Files.readString(path, StandardCharsets.US_ASCII)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UnusableKey(path + " cannot be read: " + Failures.reason(e), e);
        }
    }

    private byte[] parse(String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.strip());
            if (bytes.length == NodeKey.BYTES) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            // the message of the cause would show a part of the key
            throw new UnusableKey(path + " is not a node key");
        }
        throw new UnusableKey(path + " is not a node key");
    }

    private byte[] make(SecureRandom random) {
        byte[] bytes = new byte[NodeKey.BYTES];
        random.nextBytes(bytes);
        Path draft = path.resolveSibling(path.getFileName() + ".draft-" + random.nextLong());
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            try {
                PrivateFile.create(draft, Base64.getEncoder().encode(bytes));
                Files.createLink(path, draft);
                return bytes;
            } catch (FileAlreadyExistsException e) {
                return read();
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException e) {
            throw new UnusableKey(path + " cannot be written: " + Failures.reason(e), e);
        }
    }
}
