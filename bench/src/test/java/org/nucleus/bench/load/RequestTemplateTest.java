package org.nucleus.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nucleus.model.Format;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

class RequestTemplateTest {
    private static final Instant NOW = Instant.parse("2026-11-21T08:30:00Z");
    private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
    private static final Pattern LEARNER = Pattern.compile("\"name\":\"learner-([0-9]{5})\"");

    @Test
    void everyStatementOfEveryUseHasAnIdOfItsOwn() {
        RequestTemplate template = new RequestTemplate(Plans.closed(8080, 50), 0, NOW);
        byte[] request = template.copy();

        template.stamp(request, 0);
        Set<String> first = found(ID, request);
        template.stamp(request, 50);
        Set<String> second = found(ID, request);

        assertThat(first).hasSize(50).doesNotContainAnyElementsOf(second);
        assertThat(second)
                .hasSize(50)
                .allSatisfy(id -> assertThat(UUID.fromString(id)).isNotNull());
    }

    @Test
    void theIdCountsInHexAndTheLearnerInDecimal() {
        RequestTemplate template = new RequestTemplate(Plans.closed(8080, 1), 0, NOW);
        byte[] request = template.copy();

        template.stamp(request, 0xABCDEF);

        assertThat(found(ID, request)).containsExactly(Plans.PREFIX + "000000abcdef");
        assertThat(template.firstId(request)).isEqualTo(Plans.PREFIX + "000000abcdef");
        assertThat(found(LEARNER, request))
                .containsExactly("%05d".formatted(0xABCDEFL * 7919 % 20_000));
    }

    @Test
    void stampingChangesNeitherTheLengthNorTheHead() {
        RequestTemplate template = new RequestTemplate(Plans.closed(8080, 2), 0, NOW);
        byte[] request = template.copy();

        template.stamp(request, 123_456_789);

        String text = text(request);
        String body = text.substring(text.indexOf("\r\n\r\n") + 4);
        assertThat(text).startsWith("POST /xapi/statements HTTP/1.1\r\n");
        assertThat(text).contains("Content-Length: " + body.length() + "\r\n");
        assertThat(body).startsWith("[{").endsWith("}]");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NUCLEUS")
    void everyFormatHasOneIdARequestAndOneThatDiffers(Format format) {
        RequestTemplate template = new RequestTemplate(Plans.of(format), 0, NOW);
        byte[] request = template.copy();

        template.stamp(request, 0xABC);
        String first = text(request);
        template.stamp(request, 0xABD);

        String id = Plans.PREFIX + "000000000abc";
        assertThat(first.split(id, -1)).hasSize(2);
        assertThat(first).matches(Pattern.compile("(?s)POST [^ ~]+ HTTP/1.1\r\n[^~]+"));
        assertThat(text(request)).hasSameSizeAs(first).doesNotContain(id);
    }

    @Test
    void bigBlueButtonSignsItsAddressTheBodyAndTheSecret() throws GeneralSecurityException {
        String request = stamped(Format.BBB);

        byte[] signed =
                ("http://127.0.0.1/webhooks/bench" + body(request) + "secret")
                        .getBytes(StandardCharsets.US_ASCII);
        byte[] sum = MessageDigest.getInstance("SHA-256").digest(signed);
        assertThat(request)
                .startsWith(
                        "POST /webhooks/bench?checksum="
                                + HexFormat.of().formatHex(sum)
                                + " HTTP/1.1\r\n");
    }

    @Test
    void jaasSignsTheTimeAndTheBody() throws GeneralSecurityException {
        String request = stamped(Format.JAAS);

        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("secret".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        byte[] sum =
                mac.doFinal(
                        (NOW.getEpochSecond() + "." + body(request))
                                .getBytes(StandardCharsets.US_ASCII));
        assertThat(request)
                .contains(
                        "X-Jaas-Signature: t=1795249800,v1="
                                + Base64.getEncoder().encodeToString(sum)
                                + "\r\n");
    }

    private static String stamped(Format format) {
        RequestTemplate template = new RequestTemplate(Plans.of(format), 0, NOW);
        byte[] request = template.copy();
        template.stamp(request, 77);
        return text(request);
    }

    private static String body(String request) {
        return request.substring(request.indexOf("\r\n\r\n") + 4);
    }

    private static Set<String> found(Pattern pattern, byte[] request) {
        return pattern.matcher(text(request))
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toSet());
    }

    private static String text(byte[] request) {
        return new String(request, StandardCharsets.US_ASCII);
    }
}
