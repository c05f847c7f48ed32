package org.nucleus.collector.xapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nucleus.collector.json.Slice;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

class SignaturesTest {
    private static final String X5C = ",\"x5c\":[\"" + pem("signer-cert.pem") + "\"]";

    @ParameterizedTest
    @CsvSource({"RS256, SHA256withRSA", "RS384, SHA384withRSA", "RS512, SHA512withRSA"})
    void takesASignatureOfTheStatementItself(String alg, String algorithm) {
        String payload = Statements.edited(Statements.LEAST, "/verb/display", "{\"en\": \"did\"}");

        assertThat(faults(jws("{\"alg\":\"" + alg + "\"" + X5C + "}", payload, algorithm)))
                .isEmpty();
        assertThat(faults(jws("{\"alg\":\"" + alg + "\"}", payload, algorithm))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            textBlock =
                    """
                    {"alg":"none"}                 => xapi.signature.alg
                    {"alg":"HS256"}                => xapi.signature.alg
                    {"alg":"rs256"}                => xapi.signature.alg
                    {"typ":"JWS"}                  => xapi.signature.alg
                    {"alg":7}                      => xapi.signature.alg
                    {"alg":"RS256","crit":["exp"]} => xapi.signature.header
                    {"alg":"RS256","x5c":[]}       => xapi.signature.x5c
                    {"alg":"RS256","x5c":"x"}      => xapi.signature.x5c
                    {"alg":"RS256","x5c":["AAAA"]} => xapi.signature.x5c
                    {"alg":"RS256","x5c":["*"]}    => xapi.signature.x5c
                    []                             => xapi.signature.header
                    {"alg":"RS256"                 => xapi.signature.header
                    """)
    void refusesHeadersOfOtherSignatures(String header, String rule) {
        assertThat(faults(jws(header, Statements.LEAST, "SHA256withRSA")))
                .containsExactly("/attachments/0 " + rule);
    }

    @Test
    void refusesASignatureThatDoesNotVerify() {
        String good = jws("{\"alg\":\"RS256\"" + X5C + "}", Statements.LEAST, "SHA256withRSA");
        String changed = good.substring(0, good.length() - 8) + "AAAAAAAA";

        assertThat(faults(changed)).containsExactly("/attachments/0 xapi.signature.x5c");
        assertThat(faults(jws("{\"alg\":\"RS512\"" + X5C + "}", Statements.LEAST, "SHA256withRSA")))
                .containsExactly("/attachments/0 xapi.signature.x5c");
    }

    @Test
    void refusesASignatureOverAnotherStatement() {
        for (String payload :
                List.of(
                        Statements.LEAST.replace("/o", "/other"),
                        "[" + Statements.LEAST + "]",
                        "{}",
                        "x")) {
            assertThat(faults(jws("{\"alg\":\"RS256\"" + X5C + "}", payload, "SHA256withRSA")))
                    .containsExactly("/attachments/0 xapi.signature.payload");
        }
    }

    @ParameterizedTest
    @CsvSource({"a.b", "a.b.c.d", "a=.b.c", "*.b.c"})
    void refusesWhatIsNoJws(String text) {
        assertThat(faults(text)).containsExactly("/attachments/0 xapi.signature.jws");
    }

    @Test
    void refusesASignatureThatIsNotThereOrHasAnotherType() {
        String jws = jws("{\"alg\":\"RS256\"}", Statements.LEAST, "SHA256withRSA");
        String located =
                signed(jws).replace("\"length\"", "\"fileUrl\":\"https://e.org/s\",\"length\"");

        assertThat(Statements.faults(outcome("application/json", Statements.slice(located).copy())))
                .containsExactly("/attachments/0 xapi.signature.part");
        assertThat(
                        Statements.faults(
                                outcome(
                                        "multipart/mixed; boundary=b",
                                        body(
                                                signed(jws)
                                                        .replace(
                                                                "application/octet-stream",
                                                                "text/plain"),
                                                jws))))
                .containsExactly("/attachments/0/contentType xapi.signature.contentType");
    }

    private static List<String> faults(String jws) {
        return Statements.faults(outcome("multipart/mixed; boundary=b", body(signed(jws), jws)));
    }

    private static ReadOutcome outcome(String contentType, byte[] body) {
        StatementsRequest request =
                new StatementsRequest(
                        "POST", contentType, "1.0.3", Map.of(), Slice.of(body), "source-1");
        return switch (new StatementsIntake(Statements.reader()).decide(request)) {
            case StatementsOutcome.Store store ->
                    new ReadOutcome.Accepted(store.statements(), false);
            case StatementsOutcome.Refuse refuse -> new ReadOutcome.Refused(refuse.violations());
        };
    }

    private static String signed(String jws) {
        return Statements.edited(
                Statements.LEAST,
                "/attachments",
                """
                [{"usageType": "http://adlnet.gov/expapi/attachments/signature",
                  "display": {"en": "Signature"}, "contentType": "application/octet-stream",
                  "length": %d, "sha2": "%s"}]\
                """
                        .formatted(jws.length(), sha2(jws)));
    }

    private static byte[] body(String statement, String jws) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(
                ("--b\r\nContent-Type: application/json\r\n\r\n"
                                + statement
                                + "\r\n--b\r\nContent-Type: application/octet-stream\r\n"
                                + "Content-Transfer-Encoding: binary\r\nX-Experience-API-Hash: "
                                + sha2(jws)
                                + "\r\n\r\n"
                                + jws
                                + "\r\n--b--")
                        .getBytes(StandardCharsets.UTF_8));
        return out.toByteArray();
    }

    private static String jws(String header, String payload, String algorithm) {
        String signed =
                base64(header.getBytes(StandardCharsets.UTF_8))
                        + "."
                        + base64(payload.getBytes(StandardCharsets.UTF_8));
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(
                    KeyFactory.getInstance("RSA")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(
                                            Base64.getDecoder().decode(pem("signer-key.pem")))));
            signature.update(signed.getBytes(StandardCharsets.US_ASCII));
            return signed + "." + base64(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static String sha2(String text) {
        try {
            return HexFormat.of()
                    .formatHex(
                            MessageDigest.getInstance("SHA-256")
                                    .digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The base64 between the lines of a PEM file; the key is worth nothing. */
    private static String pem(String name) {
        try (InputStream in = SignaturesTest.class.getResourceAsStream("/xapi/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .replaceAll("-----[^-]+-----|\\s", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
