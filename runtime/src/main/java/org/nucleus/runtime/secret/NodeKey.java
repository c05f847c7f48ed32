package org.nucleus.runtime.secret;

import org.nucleus.model.SealedSecret;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key of this node that seals secrets which signatures are computed with: AES-256-GCM with a
 * random nonce of 96 bits and the owner's id as associated data (NIST SP 800-38D). Read or made on
 * first use; safe on many threads; never shows the key or a secret.
 */
public final class NodeKey {
    /** Bytes of the key. */
    static final int BYTES = 32;

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";

    private final KeyStore store;
    private final SecureRandom random = new SecureRandom();
    private final ReentrantLock lock = new ReentrantLock();
    private volatile SecretKey key;

    /** Where the bytes of the key come from. */
    interface KeyStore {
        /** The bytes of the key. */
        byte[] read();

        /** The same, made where there is none yet. */
        byte[] readOrMake(SecureRandom random);
    }

    private NodeKey(KeyStore store) {
        this.store = store;
    }

    /** The key with these 32 bytes, for all nodes that share a log. */
    public static NodeKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("a node key has 32 bytes, not " + bytes.length);
        }
        byte[] copy = bytes.clone();
        return new NodeKey(
                new KeyStore() {
                    @Override
                    public byte[] read() {
                        return copy;
                    }

                    @Override
                    public byte[] readOrMake(SecureRandom ignored) {
                        return copy;
                    }
                });
    }

    /** The key in {@code node.key} of this folder, mode 0600; made by the first {@link #seal}. */
    public static NodeKey keptIn(Path dataDir) {
        return new NodeKey(new KeyFile(dataDir.resolve("node.key")));
    }

    /**
     * Seals a secret for its owner.
     *
     * @param owner id of the source; the same is needed to open it
     * @throws UnusableKey when the key can be neither read nor made
     */
    public SealedSecret seal(String owner, String secret) {
        byte[] nonce = new byte[SealedSecret.NONCE];
        random.nextBytes(nonce);
        try {
            Cipher cipher = cipher(Cipher.ENCRYPT_MODE, sealingKey(), nonce, owner);
            byte[] encrypted = cipher.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return SealedSecret.of(
                    ByteBuffer.allocate(nonce.length + encrypted.length)
                            .put(nonce)
                            .put(encrypted)
                            .array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + TRANSFORMATION, e);
        }
    }

    /**
     * Opens what {@link #seal} made for this owner.
     *
     * @throws UnusableKey when the key cannot be read, or is not the one it was sealed with, or the
     *     sealed bytes are another owner's or altered
     */
    public String open(String owner, SealedSecret sealed) {
        Objects.requireNonNull(owner, "owner is null");
        byte[] bytes = sealed.bytes();
        byte[] nonce = new byte[SealedSecret.NONCE];
        System.arraycopy(bytes, 0, nonce, 0, nonce.length);
        try {
            Cipher cipher = cipher(Cipher.DECRYPT_MODE, openingKey(), nonce, owner);
            return new String(
                    cipher.doFinal(bytes, nonce.length, bytes.length - nonce.length),
                    StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new UnusableKey(
                    "the secret of " + owner + " was not sealed with this node's key", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + TRANSFORMATION, e);
        }
    }

    @Override
    public String toString() {
        return "NodeKey";
    }

    private static Cipher cipher(int mode, SecretKey key, byte[] nonce, String owner)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(TRANSFORMATION);
        cipher.init(mode, key, new GCMParameterSpec(SealedSecret.TAG * Byte.SIZE, nonce));
        cipher.updateAAD(owner.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    private SecretKey sealingKey() {
        SecretKey known = key;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            key = new SecretKeySpec(store.readOrMake(random), "AES");
            return key;
        } finally {
            lock.unlock();
        }
    }

    private SecretKey openingKey() {
        SecretKey known = key;
        if (known == null) {
            known = new SecretKeySpec(store.read(), "AES");
            key = known;
        }
        return known;
    }
}
