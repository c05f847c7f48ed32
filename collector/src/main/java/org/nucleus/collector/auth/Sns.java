package org.nucleus.collector.auth;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Amazon SNS in front of a source: its messages must be signed by a certificate of the pinned host,
 * and a subscription that the source's own credential vouches for is confirmed there.
 */
final class Sns {
    private static final int MOST_CERTIFICATES = 32;

    private final Fetch fetch;
    private final SnsHost host;
    private final Clock clock;
    private final Map<URI, X509Certificate> certificates = new ConcurrentHashMap<>();

    Sns(Fetch fetch, SnsHost host, Clock clock) {
        this.fetch = fetch;
        this.host = host;
        this.clock = clock;
    }

    /** Judges a body: what is no message of SNS passes as it is. */
    Verdict judge(byte[] body) {
        Optional<SnsMessage> message = SnsMessage.read(body);
        if (message.isEmpty()) {
            return new Verdict.Genuine(body);
        }
        Optional<URI> location = host.locate(message.get().text("SigningCertURL"));
        if (location.isEmpty()) {
            return Verdict.REFUSED;
        }
        X509Certificate known = certificates.get(location.get());
        if (known != null) {
            return judge(message.get(), body, known);
        }
        return new Verdict.Later(
                fetch.get(location.get())
                        .thenApply(pem -> remember(location.get(), pem))
                        .thenCompose(fetched -> settled(judge(message.get(), body, fetched)))
                        .exceptionally(failure -> Verdict.UNAVAILABLE));
    }

    private Verdict judge(SnsMessage message, byte[] body, X509Certificate certificate) {
        if (!isValid(certificate) || !message.isSignedBy(certificate.getPublicKey())) {
            return Verdict.REFUSED;
        }
        return switch (message.kind()) {
            case NOTIFICATION -> new Verdict.Genuine(body);
            case SUBSCRIPTION_CONFIRMATION -> confirm(message);
            case UNSUBSCRIBE_CONFIRMATION -> Verdict.HANDLED;
        };
    }

    private Verdict confirm(SnsMessage message) {
        Optional<URI> location = host.locate(message.text("SubscribeURL"));
        if (location.isEmpty()) {
            return Verdict.REFUSED;
        }
        return new Verdict.Later(
                fetch.get(location.get())
                        .thenApply(ignored -> Verdict.HANDLED)
                        .exceptionally(failure -> Verdict.UNAVAILABLE));
    }

    private static CompletionStage<Verdict> settled(Verdict verdict) {
        return verdict instanceof Verdict.Later later
                ? later.verdict()
                : CompletableFuture.completedStage(verdict);
    }

    private boolean isValid(X509Certificate certificate) {
        Date now = Date.from(clock.instant());
        return !now.before(certificate.getNotBefore()) && !now.after(certificate.getNotAfter());
    }

    private X509Certificate remember(URI location, byte[] pem) {
        try {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(pem));
            if (certificates.size() < MOST_CERTIFICATES) {
                certificates.put(location, certificate);
            }
            return certificate;
        } catch (CertificateException e) {
            throw new CompletionException(e);
        }
    }
}
