package org.nucleus.collector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.nucleus.collector.Samples.id;
import static org.nucleus.collector.Samples.statement;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nucleus.collector.RunningCollector;
import org.nucleus.runtime.health.StartFailure;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

final class TlsTest {
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir private static Path folder;
    private static Pem first;
    private static Pem second;

    /** A self-signed certificate for 127.0.0.1 and its key. */
    private record Pem(X509Certificate certificate, String certificatePem, String keyPem) {}

    @BeforeAll
    static void makeCertificates() throws Exception {
        first = pem("first", "RSA");
        second = pem("second", "EC");
    }

    @Test
    void showsANewCertificateWithoutRestart() throws Exception {
        Path certificate = Files.writeString(folder.resolve("tls.crt"), first.certificatePem());
        Path key = Files.writeString(folder.resolve("tls.key"), first.keyPem());
        try (RunningCollector collector = start(certificate, key)) {
            HttpClient early = client();
            assertThat(shown(early, collector)).isEqualTo(first.certificate());

            Files.writeString(certificate, "-----BEGIN CERTIFICATE-----\nbroken\n");
            Files.writeString(key, second.keyPem());
            await().during(java.time.Duration.ofMillis(2500))
                    .until(() -> shown(client(), collector).equals(first.certificate()));
            Files.writeString(certificate, second.certificatePem());

            await().until(() -> shown(client(), collector).equals(second.certificate()));
            assertThat(shown(early, collector))
                    .as("a connection that was open goes on")
                    .isEqualTo(first.certificate());
            HttpResponse<String> answer = post(client(), collector, HttpClient.Version.HTTP_2);
            assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        }
    }

    @Test
    void speaksBothVersionsOfHttpByAlpn() throws Exception {
        Path certificate = Files.writeString(folder.resolve("both.crt"), second.certificatePem());
        Path key = Files.writeString(folder.resolve("both.key"), second.keyPem());
        try (RunningCollector collector = start(certificate, key)) {
            for (HttpClient.Version version : HttpClient.Version.values()) {
                HttpResponse<String> answer = post(client(), collector, version);
                assertThat(answer.version()).isEqualTo(version);
                assertThat(answer.statusCode()).isEqualTo(200);
            }
        }
    }

    @Test
    void doesNotStartWithACertificateOfAnotherKey() throws IOException {
        Path certificate = Files.writeString(folder.resolve("mixed.crt"), first.certificatePem());
        Path key = Files.writeString(folder.resolve("mixed.key"), second.keyPem());

        assertThatThrownBy(() -> start(certificate, key))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("collector.tls.certificate")
                .hasMessageNotContaining(second.keyPem().substring(60, 80));
    }

    @Test
    void doesNotStartWithHalfOfTheSettings() {
        assertThatThrownBy(() -> RunningCollector.start("collector.tls.key", "x"))
                .isInstanceOf(StartFailure.class)
                .hasMessageContaining("set both");
    }

    private static RunningCollector start(Path certificate, Path key) {
        return RunningCollector.start(
                "collector.tls.certificate", certificate.toString(),
                "collector.tls.key", key.toString());
    }

    private static X509Certificate shown(HttpClient client, RunningCollector collector)
            throws Exception {
        HttpResponse<String> answer = post(client, collector, HttpClient.Version.HTTP_1_1);
        return (X509Certificate) answer.sslSession().orElseThrow().getPeerCertificates()[0];
    }

    private static HttpResponse<String> post(
            HttpClient client, RunningCollector collector, HttpClient.Version version)
            throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(
                                URI.create(
                                        collector
                                                .url("/xapi/statements")
                                                .replace("http://", "https://")))
                        .version(version)
                        .header("Authorization", collector.basic("xapi"))
                        .header("Content-Type", "application/json")
                        .header("X-Experience-API-Version", "1.0.3")
                        .POST(HttpRequest.BodyPublishers.ofString(statement(id())))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** One that trusts both certificates and has no connection yet. */
    private static HttpClient client() throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("first", first.certificate());
        trusted.setCertificateEntry("second", second.certificate());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static Pem pem(String name, String algorithm) throws Exception {
        Path store = folder.resolve(name + ".p12");
        Process keytool =
                new ProcessBuilder(
                                List.of(
                                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                                .toString(),
                                        "-genkeypair",
                                        "-alias",
                                        name,
                                        "-keyalg",
                                        algorithm,
                                        "-dname",
                                        "CN=" + name,
                                        "-ext",
                                        "san=ip:127.0.0.1",
                                        "-storetype",
                                        "PKCS12",
                                        "-keystore",
                                        store.toString(),
                                        "-storepass",
                                        new String(PASSWORD)))
                        .inheritIO()
                        .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        X509Certificate certificate = (X509Certificate) keys.getCertificate(name);
        return new Pem(
                certificate,
                block("CERTIFICATE", certificate.getEncoded()),
                block("PRIVATE KEY", keys.getKey(name, PASSWORD).getEncoded()));
    }

    private static String block(String type, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(type, Base64.getMimeEncoder().encodeToString(bytes), type);
    }
}
