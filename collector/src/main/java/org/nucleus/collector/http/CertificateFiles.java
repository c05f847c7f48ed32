package org.nucleus.collector.http;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PemKeyCertOptions;

import org.nucleus.runtime.health.Failures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;

import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * The certificate and the key that TLS shows, read from their files whenever those have changed.
 * Blocks: never called on an event loop, nor on two threads at a time.
 */
final class CertificateFiles {
    private static final byte[] PROBE = {1, 2, 3};

    private final Path certificate;
    private final Path key;
    private byte[] seen = {};

    /** What a look at the files came to. */
    sealed interface Reading {
        /** They are as they were at the last look. */
        record Same() implements Reading {}

        /**
         * They are new and belong together.
         *
         * @param options what they hold, so that a further change has no effect
         */
        record Usable(PemKeyCertOptions options) implements Reading {}

        /**
         * They are new, and TLS would not work with them.
         *
         * @param reason without anything of the key
         */
        record Unusable(String reason) implements Reading {}
    }

    CertificateFiles(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    /** Looks at the files; every change is told once. */
    Reading read(Vertx vertx) {
        try {
            byte[] chain = Files.readAllBytes(certificate);
            byte[] secret = Files.readAllBytes(key);
            byte[] now = digest(chain, secret);
            if (MessageDigest.isEqual(now, seen)) {
                return new Reading.Same();
            }
            seen = now;
            return usable(chain, secret, vertx);
        } catch (IOException e) {
            return told(Failures.reason(e));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private Reading told(String reason) {
        byte[] now = reason.getBytes(StandardCharsets.UTF_8);
        if (MessageDigest.isEqual(now, seen)) {
            return new Reading.Same();
        }
        seen = now;
        return new Reading.Unusable(reason);
    }

    private static byte[] digest(byte[] chain, byte[] secret) throws GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        digest.update(chain);
        digest.update((byte) 0);
        return digest.digest(secret);
    }

    private static Reading usable(byte[] chain, byte[] secret, Vertx vertx) {
        PemKeyCertOptions options =
                new PemKeyCertOptions()
                        .addCertValue(Buffer.buffer(chain))
                        .addKeyValue(Buffer.buffer(secret));
        try {
            for (KeyManager manager : options.getKeyManagerFactory(vertx).getKeyManagers()) {
                if (manager instanceof X509KeyManager known) {
                    return pair(known).isPresent()
                            ? new Reading.Usable(options)
                            : new Reading.Unusable("the key is not that of the certificate");
                }
            }
            return new Reading.Unusable("there is no key");
        } catch (Exception e) {
            return new Reading.Unusable("not PEM as expected (" + e.getClass().getName() + ")");
        }
    }

    /** The alias under which certificate and key belong together. */
    private static Optional<String> pair(X509KeyManager manager) throws GeneralSecurityException {
        for (String type : new String[] {"RSA", "EC", "EdDSA"}) {
            String[] aliases = manager.getServerAliases(type, null);
            if (aliases != null && aliases.length > 0) {
                return belongTogether(
                                manager.getCertificateChain(aliases[0])[0],
                                manager.getPrivateKey(aliases[0]))
                        ? Optional.of(aliases[0])
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key)
            throws GeneralSecurityException {
        String algorithm =
                switch (key.getAlgorithm()) {
                    case "RSA" -> "SHA256withRSA";
                    case "EC" -> "SHA256withECDSA";
                    default -> key.getAlgorithm();
                };
        Signature signer = Signature.getInstance(algorithm);
        signer.initSign(key);
        signer.update(PROBE);
        byte[] signature = signer.sign();
        signer.initVerify(certificate.getPublicKey());
        signer.update(PROBE);
        return signer.verify(signature);
    }
}
