package org.nucleus.collector.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;

import org.nucleus.runtime.health.StartFailure;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * TLS with HTTP/2 and HTTP/1.1 by ALPN. Looks at the files of certificate and key again and again:
 * new connections get what is there now; with files that are of no use things stay as they are.
 */
final class Tls {
    private static final Logger log = LoggerFactory.getLogger(Tls.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final List<String> PROTOCOLS = List.of("h2", "http/1.1");

    private final CertificateFiles files;

    /**
     * @throws StartFailure when only one of the two files is set
     */
    Tls(TlsSettings settings) {
        if (settings.certificate().isEmpty() || settings.key().isEmpty()) {
            throw new StartFailure(
                    "collector.tls.certificate and collector.tls.key go together; set both");
        }
        files = new CertificateFiles(settings.certificate().get(), settings.key().get());
    }

    /**
     * Switches it on.
     *
     * @throws StartFailure when the files cannot be used
     */
    void apply(HttpServerOptions options, Vertx vertx) {
        switch (files.read(vertx)) {
            case CertificateFiles.Reading.Usable usable ->
                    options.setSsl(true).setUseAlpn(true).setKeyCertOptions(usable.options());
            case CertificateFiles.Reading.Unusable unusable ->
                    throw new StartFailure(
                            "The files of collector.tls.certificate and collector.tls.key cannot be"
                                    + " used: "
                                    + unusable.reason());
            case CertificateFiles.Reading.Same ignored ->
                    throw new IllegalStateException("already applied");
        }
    }

    /** Keeps looking; {@code update} gives every listener its new options. */
    void follow(Vertx vertx, Function<ServerSSLOptions, Future<?>> update) {
        vertx.setPeriodic(
                LOOK_EVERY.toMillis(),
                ignored ->
                        vertx.executeBlocking(() -> files.read(vertx))
                                .onSuccess(reading -> changed(reading, update))
                                .onFailure(Tls::unusable));
    }

    private static void changed(
            CertificateFiles.Reading reading, Function<ServerSSLOptions, Future<?>> update) {
        switch (reading) {
            case CertificateFiles.Reading.Same ignored -> {}
            case CertificateFiles.Reading.Usable usable ->
                    update.apply(serverOptions(usable.options()))
                            .onSuccess(done -> log.atInfo().log("The certificate was changed"))
                            .onFailure(Tls::unusable);
            case CertificateFiles.Reading.Unusable unusable ->
                    log.atWarn()
                            .addKeyValue("reason", unusable.reason())
                            .log("The new certificate cannot be used; the old one stays");
        }
    }

    private static void unusable(Throwable failure) {
        log.atError().setCause(failure).log("The certificate could not be changed");
    }

    private static ServerSSLOptions serverOptions(PemKeyCertOptions options) {
        return new ServerSSLOptions()
                .setKeyCertOptions(options)
                .setUseAlpn(true)
                .setApplicationLayerProtocols(PROTOCOLS);
    }
}
